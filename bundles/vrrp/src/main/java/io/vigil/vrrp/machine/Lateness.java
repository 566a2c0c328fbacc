package io.vigil.vrrp.machine;

/** How well timers were kept. */
final class Lateness {
    private long lateWakes;
    private long worstNanos;

    void record(long lateNanos, long advertNanos) {
        worstNanos = Math.max(worstNanos, lateNanos);
        if (lateNanos > advertNanos / 2) {
            lateWakes++;
        }
    }

    /** Timers that were late by more than half an advert interval. */
    long lateWakes() {
        return lateWakes;
    }

    /** The greatest lateness. */
    long worstNanos() {
        return worstNanos;
    }
}
