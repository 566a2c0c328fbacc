package io.vigil.shell;

import java.time.Duration;

/** Spans of time as operators say them: two units at most, {@code 12s}, {@code 3m12s}, {@code 2h05m}, {@code 4d3h}. */
final class Ages {
    private Ages() {}

    static String text(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return "%dm%02ds".formatted(seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return "%dh%02dm".formatted(seconds / 3600, seconds % 3600 / 60);
        }
        return "%dd%dh".formatted(seconds / 86_400, seconds % 86_400 / 3600);
    }

    /** A short span: {@code 340us}, {@code 12ms}, {@code 1.2s}, or as above from a minute on. */
    static String fine(Duration span) {
        long micros = span.toNanos() / 1000;
        if (micros < 1000) {
            return micros + "us";
        }
        if (micros < 1_000_000) {
            return micros / 1000 + "ms";
        }
        if (micros < 60_000_000) {
            return "%d.%ds".formatted(micros / 1_000_000, micros % 1_000_000 / 100_000);
        }
        return text(span);
    }
}
