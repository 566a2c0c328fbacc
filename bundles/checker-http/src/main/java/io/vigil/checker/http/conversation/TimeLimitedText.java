package io.vigil.checker.http.conversation;

import java.io.Serial;

/** A text that can be read until a time: a pattern that backtracks for ever on it comes to an end. */
final class TimeLimitedText implements CharSequence {
    /** The time is up. */
    static final class TimeIsUpException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private static final int READS_BETWEEN_LOOKS = 4096;

    private final CharSequence text;
    private final long end;
    private int reads;

    TimeLimitedText(CharSequence text, long endNanos) {
        this.text = text;
        this.end = endNanos;
    }

    @Override
    public char charAt(int index) {
        if (++reads % READS_BETWEEN_LOOKS == 0 && System.nanoTime() - end > 0) {
            throw new TimeIsUpException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new TimeLimitedText(text.subSequence(from, to), end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
