package io.vigil.core.check;

/**
 * How fast checks may start. After a stall many are due at the same moment; started at once they would hit their servers, and fill
 * their accept queues, as one burst, and would stay bunched for ever after. So a few start at once, and the rest at three times
 * the rate that the checks have in the long run.
 *
 * <p>Example: 2,000 checks every 10 s are 200 a second. After a stall of 3 s 600 are due: 50 start at once, the others within a second,
 * 600 a second.
 */
final class Pace {
    private static final double BURST = 50;
    private static final double LEAST_PER_SECOND = 200;
    private static final double TIMES = 3;
    private static final double NANOS = 1e9;

    private double perSecond = LEAST_PER_SECOND;
    private double allowed = BURST;
    private long atNanos;
    private boolean begun;

    /** Follows the rate that all checks together have in the long run. */
    void nominal(double checksPerSecond) {
        perSecond = Math.max(LEAST_PER_SECOND, TIMES * checksPerSecond);
    }

    /** Whether one may start now; if so it counts. */
    boolean take(long now) {
        if (begun) {
            allowed = Math.min(BURST, allowed + (now - atNanos) / NANOS * perSecond);
        }
        begun = true;
        atNanos = now;
        if (allowed < 1) {
            return false;
        }
        allowed--;
        return true;
    }

    /** How long until the next may start, after {@link #take} said no. */
    long nanosToNext() {
        return (long) Math.ceil((1 - allowed) / perSecond * NANOS);
    }
}
