package io.vigil.checker.http.conversation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer in HTTP/1.0 or 1.1, piece by piece: header, then body. Holds no more than its limits.
 *
 * <p>Kinder than the reference in one thing: the answer is complete after Content-Length bytes, in any spelling, although the
 * connection stays open (RFC 9112, 6.3), where the reference waits for the close and at last calls a working server down.
 */
final class Http1Answer implements HttpAnswer {
    /** H5. */
    static final int LONGEST_HEADER = 4095;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};
    /** H6: whatever the first word is, three digits between two spaces follow it. */
    private static final Pattern STATUS_LINE = Pattern.compile("([^ \\r\\n]*) (\\d{3}) .*", Pattern.DOTALL);

    private static final Pattern CONTENT_LENGTH = field("Content-Length:[ \\t]*(\\d{1,18})[ \\t]*");
    private static final Pattern CHUNKED = field("Transfer-Encoding:[^\\r\\n]*\\bchunked[ \\t]*");
    private static final Pattern CLOSE = field("Connection:[^\\r\\n]*\\bclose\\b[^\\r\\n]*");
    private static final Pattern KEEP_ALIVE = field("Connection:[^\\r\\n]*\\bkeep-alive\\b[^\\r\\n]*");

    private final boolean toHead;
    private final boolean keepAlive;
    private final AnswerBody body;
    private final Chunks chunks;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(256);
    private int endSeen;
    private boolean headerComplete;
    private boolean chunked;
    private boolean staysOpen;
    private boolean excess;
    private Optional<String> broken = Optional.empty();
    private OptionalInt status = OptionalInt.empty();
    private OptionalLong length = OptionalLong.empty();

    /**
     * An answer that has not begun.
     *
     * @param method of the request: an answer to HEAD has no body
     * @param keepAlive whether the connection is to be used again; only then is the chunked coding taken off (H5)
     */
    Http1Answer(String method, boolean keepAlive, boolean holdBody) {
        this.toHead = method.equals("HEAD");
        this.keepAlive = keepAlive;
        this.body = new AnswerBody(holdBody);
        this.chunks = new Chunks(body);
    }

    private static Pattern field(String regex) {
        return Pattern.compile("\\r\\n" + regex + "\\r\\n", Pattern.CASE_INSENSITIVE);
    }

    @Override
    public ByteBuffer take(ByteBuffer piece) {
        while (!headerComplete && broken.isEmpty() && piece.hasRemaining()) {
            takeOfHeader(piece.get());
        }
        if (headerComplete && broken.isEmpty()) {
            takeOfBody(piece);
        }
        return NOTHING;
    }

    private void takeOfHeader(byte next) {
        header.write(next);
        endSeen = next == HEADER_END[endSeen] ? endSeen + 1 : next == HEADER_END[0] ? 1 : 0;
        if (endSeen == HEADER_END.length) {
            headerComplete = true;
            readHeader(header.toString(StandardCharsets.ISO_8859_1));
        } else if (header.size() >= LONGEST_HEADER) {
            broken = Optional.of("the header does not end within " + LONGEST_HEADER + " bytes");
        }
    }

    private void readHeader(String text) {
        Matcher line = STATUS_LINE.matcher(text);
        if (!line.matches()) {
            broken = Optional.of("not an HTTP answer: \"" + firstLine(text) + "\"");
            return;
        }
        status = OptionalInt.of(Integer.parseInt(line.group(2)));
        Matcher announced = CONTENT_LENGTH.matcher(text);
        if (announced.find()) {
            length = OptionalLong.of(Long.parseLong(announced.group(1)));
        }
        chunked = keepAlive && CHUNKED.matcher(text).find();
        staysOpen = line.group(1).equals("HTTP/1.0")
                ? KEEP_ALIVE.matcher(text).find()
                : !CLOSE.matcher(text).find();
    }

    /** The first line, cut and with dots for what cannot be printed. */
    private static String firstLine(String text) {
        String line = text.substring(0, text.indexOf('\r'));
        return line.substring(0, Math.min(60, line.length())).replaceAll("[^ -~]", ".");
    }

    /** H7: only the announced bytes count, whatever comes behind them. */
    private void takeOfBody(ByteBuffer piece) {
        if (isBodyless()) {
            excess |= piece.hasRemaining();
        } else if (chunked) {
            chunks.take(piece);
            excess |= piece.hasRemaining();
            broken = chunks.isBroken() ? Optional.of("the body is not chunked as announced") : Optional.empty();
        } else if (length.isPresent() && body.bytes() + piece.remaining() > length.getAsLong()) {
            excess = true;
            body.take(piece.slice(piece.position(), (int) (length.getAsLong() - body.bytes())));
        } else {
            body.take(piece);
        }
    }

    private boolean isBodyless() {
        int code = status.orElse(0);
        return toHead || code / 100 == 1 || code == 204 || code == 304;
    }

    @Override
    public void end() {
        if (!headerComplete && broken.isEmpty()) {
            broken = Optional.of(
                    header.size() == 0
                            ? "closed without an answer"
                            : "closed in the middle of the header, after " + header.size() + " bytes");
        } else if (chunked && broken.isEmpty() && !chunks.isComplete()) {
            broken = Optional.of("closed in the middle of the body, after " + body.bytes() + " bytes");
        }
    }

    @Override
    public boolean isComplete() {
        return broken.isPresent() || (headerComplete && (isBodyless() || isBodyComplete()));
    }

    private boolean isBodyComplete() {
        return chunked ? chunks.isComplete() : length.isPresent() && body.bytes() >= length.getAsLong();
    }

    @Override
    public boolean headerComplete() {
        return headerComplete;
    }

    @Override
    public OptionalInt status() {
        return status;
    }

    @Override
    public Optional<String> broken() {
        return broken;
    }

    @Override
    public int headerBytes() {
        return header.size();
    }

    @Override
    public AnswerBody body() {
        return body;
    }

    /** H7: another length than the announced one is told, and is no fault. */
    @Override
    public Optional<String> warning() {
        if (isBodyless() || chunked || length.isEmpty() || (body.bytes() == length.getAsLong() && !excess)) {
            return Optional.empty();
        }
        return Optional.of("the body has " + (excess ? "more than " : "") + body.bytes()
                + " bytes, Content-Length announced " + length.getAsLong());
    }

    @Override
    public boolean leavesConnectionUsable() {
        return keepAlive && staysOpen && !excess && broken.isEmpty() && isComplete();
    }
}
