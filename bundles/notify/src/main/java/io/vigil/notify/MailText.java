package io.vigil.notify;

import io.vigil.api.notify.Mail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A mail as text (RFC 5322): the reference's headers in its order (E3), lines ended by CRLF, without dot stuffing, which is the
 * transport's. What is not ASCII is encoded (RFC 2047, RFC 2045); nothing that came from outside can add a header.
 */
final class MailText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** An encoded word has at most 75 characters; so many bytes of text fit, cut at characters (RFC 2047 section 2). */
    private static final int WORD_BYTES = 42;

    private static final int BASE64_LINE = 76;

    private MailText() {}

    /** Header and body of a mail about something that happened then. */
    static String of(Mail mail, Instant at) {
        StringBuilder out = new StringBuilder(512);
        header(out, "Date", DATE.format(at));
        header(out, "From", mail.from());
        header(out, "Subject", mail.subject());
        header(out, "X-Mailer", "Vigil");
        out.append("To: ")
                .append(mail.to().stream().map(MailText::headerValue).collect(Collectors.joining(",\r\n ")))
                .append("\r\n");
        String body = mail.body().replaceAll("\r\n|\r|\n", "\r\n");
        if (isAscii(body)) {
            return out.append("\r\n").append(body).append("\r\n").toString();
        }
        header(out, "MIME-Version", "1.0");
        header(out, "Content-Type", "text/plain; charset=utf-8");
        header(out, "Content-Transfer-Encoding", "base64");
        return out.append("\r\n")
                .append(Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\r', '\n'})
                        .encodeToString(body.getBytes(StandardCharsets.UTF_8)))
                .append("\r\n")
                .toString();
    }

    /** The address alone: what stands behind the last {@code <} of one that ends in {@code >} (E2). */
    static String address(String mailbox) {
        String plain = mailbox.replaceAll("\\p{Cntrl}", "").strip();
        return plain.endsWith(">") ? plain.substring(plain.lastIndexOf('<') + 1, plain.length() - 1) : plain;
    }

    private static void header(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(headerValue(value)).append("\r\n");
    }

    private static String headerValue(String value) {
        String line = value.replaceAll("\\p{Cntrl}+", " ");
        if (isAscii(line)) {
            return line;
        }
        int address = line.endsWith(">") ? line.lastIndexOf('<') : -1;
        return address > 0
                ? encodedWords(line.substring(0, address).strip()) + " " + line.substring(address)
                : encodedWords(line);
    }

    private static String encodedWords(String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int codePoint : text.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > WORD_BYTES) {
                out.append(encodedWord(word)).append("\r\n ");
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += length;
        }
        return out.append(encodedWord(word)).toString();
    }

    private static String encodedWord(CharSequence text) {
        return "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
