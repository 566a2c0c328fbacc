package io.vigil.itests;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that another thread or process brings about. */
final class Await {
    private Await() {}

    /** Returns as soon as the condition holds; fails, naming it, when it does not within the limit. */
    static void until(Duration limit, String what, Callable<Boolean> condition) throws Exception {
        until(limit, what, condition, () -> "no");
    }

    /** The same, and says what was there in place of it. */
    static void until(Duration limit, String what, Callable<Boolean> condition, Callable<String> instead)
            throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + ": not within " + limit.toSeconds() + " s; " + instead.call());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
