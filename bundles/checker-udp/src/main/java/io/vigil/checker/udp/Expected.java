package io.vigil.checker.udp;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer that is hoped for.
 *
 * @param digits its first bytes as hexadecimal digits in lower case, x standing for any; may be empty
 * @param least the least length in bytes
 * @param most the greatest length in bytes
 */
record Expected(String digits, int least, int most) {
    private static final char ANY = 'x';

    Expected {
        digits = digits.toLowerCase(Locale.ROOT);
        if (digits.length() % 2 != 0) {
            throw new IllegalArgumentException("a byte is two digits, and there are " + digits.length());
        }
    }

    /** What is wrong with an answer; empty when nothing is. Only as many bytes as both have are compared. */
    Optional<String> complaint(ByteBuffer answer) {
        int length = answer.remaining();
        if (length < least || length > most) {
            return Optional.of("an answer of " + length + " bytes instead of " + least + " to " + most);
        }
        for (int i = 0; i < Math.min(length, digits.length() / 2); i++) {
            int value = answer.get(answer.position() + i) & 0xff;
            if (!matches(digits.charAt(2 * i), value >> 4) || !matches(digits.charAt(2 * i + 1), value & 15)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "byte %d of the answer is %02x instead of %s",
                        i,
                        value,
                        digits.substring(2 * i, 2 * i + 2)));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(char digit, int value) {
        return digit == ANY || Character.digit(digit, 16) == value;
    }
}
