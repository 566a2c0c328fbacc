package io.vigil.api.failover;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The number in a tracked file (W5): the first one in its first 127 bytes, in C notation; nothing or garbage is 0. */
public final class FileNumber {
    /** How much of the file counts. */
    public static final int BYTES = 127;

    private FileNumber() {}

    /** The number; empty if it does not fit 32 bits, which means that the old one stays. */
    public static OptionalLong of(byte[] content) {
        String text = new String(content, 0, Math.min(content.length, BYTES), StandardCharsets.ISO_8859_1).strip();
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        int radix = 10;
        if (text.regionMatches(true, at, "0x", 0, 2) && digit(text, at + 2, 16)) {
            radix = 16;
            at += 2;
        } else if (text.startsWith("0", at)) {
            radix = 8;
        }
        long value = 0;
        while (digit(text, at, radix)) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
            if (value > 1L << 40) {
                return OptionalLong.empty();
            }
        }
        long signed = negative ? -value : value;
        return signed == (int) signed ? OptionalLong.of(signed) : OptionalLong.empty();
    }

    private static boolean digit(String text, int at, int radix) {
        return at < text.length() && Character.digit(text.charAt(at), radix) >= 0;
    }
}
