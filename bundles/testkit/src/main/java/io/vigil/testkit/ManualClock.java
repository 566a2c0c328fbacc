package io.vigil.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A monotonic and a wall clock that stand still until a test moves them. */
public final class ManualClock implements LongSupplier, InstantSource {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private volatile long nanos;

    /** Begins at an arbitrary monotonic time and 2026-01-01T00:00:00Z. */
    public ManualClock() {}

    /** The monotonic time in nanoseconds. */
    @Override
    public long getAsLong() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return EPOCH.plusNanos(nanos);
    }

    /** Moves both clocks. */
    public void advance(Duration time) {
        moveTo(nanos + time.toNanos());
    }

    /** Moves both clocks to a monotonic time that is not in the past. */
    public void moveTo(long to) {
        if (to < nanos) {
            throw new IllegalArgumentException("a clock does not go back from " + nanos + " to " + to);
        }
        nanos = to;
    }
}
