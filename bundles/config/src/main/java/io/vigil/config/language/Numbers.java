package io.vigil.config.language;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Numbers and times as the file language writes them. */
public final class Numbers {
    private static final int LONGEST = 18;

    private Numbers() {}

    /** A whole decimal number with an optional sign; blanks before it, in a quoted word, do not count. */
    public static OptionalLong whole(String text) {
        String digits = text.stripLeading();
        int from = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        if (digits.length() == from || digits.length() - from > LONGEST) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = from; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(digits.startsWith("-") ? -value : value);
    }

    /** Digits with at most one point, in seconds, rounded half up to microseconds. */
    public static Optional<Duration> seconds(String text) {
        String digits = text.stripLeading();
        int point = digits.indexOf('.');
        String before = point < 0 ? digits : digits.substring(0, point);
        String behind = point < 0 ? "" : digits.substring(point + 1);
        if ((before.isEmpty() && behind.isEmpty())
                || before.length() > 12
                || !allDigits(before)
                || !allDigits(behind)) {
            return Optional.empty();
        }
        long micros = before.isEmpty() ? 0 : Long.parseLong(before) * 1_000_000;
        long unit = 100_000;
        for (int i = 0; i < behind.length() && i < 6; i++, unit /= 10) {
            micros += (behind.charAt(i) - '0') * unit;
        }
        if (behind.length() > 6 && behind.charAt(6) >= '5') {
            micros++;
        }
        return Optional.of(Duration.ofNanos(Math.multiplyExact(Math.min(micros, Long.MAX_VALUE / 1000), 1000L)));
    }

    /** Whether all characters are decimal digits. */
    public static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Seconds as an operator writes them: {@code 0.25}, {@code 3}. */
    public static String text(Duration time) {
        return java.math.BigDecimal.valueOf(time.toNanos(), 9)
                .stripTrailingZeros()
                .toPlainString();
    }
}
