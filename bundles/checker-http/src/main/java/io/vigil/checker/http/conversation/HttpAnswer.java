package io.vigil.checker.http.conversation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as it comes in, piece by piece: header, then body. Knows when it is complete, and holds no more than its limits.
 *
 * <p>Kinder than the reference where RFC 9112 is clear and the reference loses working servers: {@code HTTP/1.1 200} without a reason
 * phrase is a valid status line (section 4); an answer is complete after Content-Length bytes, in any spelling, although the
 * connection stays open (6.3); 204, 304 and 1xx have no body (6.3).
 */
final class HttpAnswer {
    /** H5. */
    static final int LONGEST_HEADER = 4095;

    /** How much of a body patterns look at. */
    static final int LONGEST_HELD_BODY = 1 << 20;

    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/\\S+ +(\\d{3})(?: [^\\r\\n]*)?\\r\\n.*", Pattern.DOTALL);
    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("\\r\\nContent-Length:[ \\t]*(\\d{1,18})[ \\t]*\\r\\n", Pattern.CASE_INSENSITIVE);

    private final boolean holdBody;
    private final MessageDigest md5;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(256);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private int endSeen;
    private boolean headerComplete;
    private boolean headerTooLong;
    private OptionalInt status = OptionalInt.empty();
    private OptionalLong length = OptionalLong.empty();
    private long bodyBytes;

    HttpAnswer(boolean holdBody) {
        this.holdBody = holdBody;
        try {
            this.md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Takes a piece. */
    void take(ByteBuffer piece) {
        while (!headerComplete && !headerTooLong && piece.hasRemaining()) {
            takeOfHeader(piece.get());
        }
        if (headerComplete && piece.hasRemaining()) {
            takeOfBody(piece);
        }
    }

    private void takeOfHeader(byte next) {
        header.write(next);
        endSeen = next == HEADER_END[endSeen] ? endSeen + 1 : next == HEADER_END[0] ? 1 : 0;
        if (endSeen == HEADER_END.length) {
            headerComplete = true;
            readHeader(header.toString(StandardCharsets.ISO_8859_1));
        } else if (header.size() >= LONGEST_HEADER) {
            headerTooLong = true;
        }
    }

    private void readHeader(String text) {
        Matcher line = STATUS_LINE.matcher(text);
        if (line.matches()) {
            status = OptionalInt.of(Integer.parseInt(line.group(1)));
        }
        Matcher announced = CONTENT_LENGTH.matcher(text);
        if (announced.find()) {
            length = OptionalLong.of(Long.parseLong(announced.group(1)));
        }
    }

    /** H7: only the announced bytes count, whatever comes behind them. */
    private void takeOfBody(ByteBuffer piece) {
        if (length.isPresent() && bodyBytes + piece.remaining() > length.getAsLong()) {
            piece.limit(piece.position() + (int) (length.getAsLong() - bodyBytes));
        }
        bodyBytes += piece.remaining();
        md5.update(piece.duplicate());
        if (holdBody) {
            byte[] held = new byte[Math.min(piece.remaining(), LONGEST_HELD_BODY - body.size())];
            piece.get(held);
            body.writeBytes(held);
        }
    }

    /** Whether nothing more needs to be waited for. */
    boolean isComplete() {
        boolean bodyComplete = length.isPresent() && bodyBytes >= length.getAsLong();
        return headerTooLong || (headerComplete && (isBodyless() || bodyComplete));
    }

    private boolean isBodyless() {
        int code = status.orElse(0);
        return code / 100 == 1 || code == 204 || code == 304;
    }

    boolean headerComplete() {
        return headerComplete;
    }

    boolean headerTooLong() {
        return headerTooLong;
    }

    /** How many bytes of a header have come. */
    int headerBytes() {
        return header.size();
    }

    /** The status code; empty when the first line is no status line. */
    OptionalInt status() {
        return status;
    }

    /** The first line, cut and with dots for what cannot be printed. */
    String firstLine() {
        String text = header.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\r');
        String line = end < 0 ? text : text.substring(0, end);
        return line.substring(0, Math.min(60, line.length())).replaceAll("[^ -~]", ".");
    }

    /** The MD5 digest of the body in lower-case hex; the body can take no more afterwards. */
    String digest() {
        return HexFormat.of().formatHex(md5.digest());
    }

    /** The body, or its first MiB. */
    byte[] body() {
        return body.toByteArray();
    }

    /** How long the body is so far. */
    long bodyBytes() {
        return bodyBytes;
    }
}
