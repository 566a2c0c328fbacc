package io.vigil.linux.loop;

import org.osgi.annotation.versioning.ConsumerType;

/** Told on the loop's thread how the loop fares. Must return quickly and not throw. */
@ConsumerType
public interface LoopListener {
    /** A timer is about to run, this much after its deadline. */
    default void timerFired(long lateNanos) {}

    /** A callback, timer or task threw. The loop goes on. */
    void callbackFailed(Throwable failure);

    /** The loop itself failed and ends; nothing it owns runs any more. */
    default void loopFailed(Throwable failure) {
        callbackFailed(failure);
    }
}
