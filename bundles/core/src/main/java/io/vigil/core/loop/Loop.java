package io.vigil.core.loop;

import java.time.Duration;
import java.time.Instant;

/** Where the director's state is changed: one task after the other, on one thread. */
public interface Loop {
    /** A task that will run at a time, until it is cancelled. */
    interface Timer {
        /** It will not run, unless it already has. */
        void cancel();
    }

    /** Runs a task soon, behind those posted before. From any thread. */
    void post(Runnable task);

    /** Runs a task at a monotonic time; one in the past runs soon. */
    Timer at(long nanos, Runnable task);

    /** The monotonic time. */
    long nanos();

    /** The wall time, for people. */
    Instant wall();

    /** Runs a task after this time. */
    default Timer after(Duration time, Runnable task) {
        return at(nanos() + time.toNanos(), task);
    }
}
