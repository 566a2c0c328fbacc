package io.vigil.api.pool;

import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Options;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What identifies a check: two with the same key run once and share the verdict, and a reload that leaves a key alone leaves its
 * verdict, history and timer alone.
 *
 * @param type the checker type's keyword
 * @param target whom it asks
 * @param options what it asks
 * @param virtualHost the name it asks for
 * @param timing how often
 */
public record CheckKey(String type, CheckTarget target, Options options, Optional<String> virtualHost, Timing timing) {
    /**
     * How often a check runs and how long it may take.
     *
     * @param delayLoop time from one verdict to the next check
     * @param retries failed retries before down
     * @param delayBeforeRetry time before a retry
     * @param warmup the first check starts within this time after the first second
     * @param connectTimeout longest time for one step
     * @param alpha down until it has succeeded once
     * @param interval what the check is told of the time between two runs, {@link io.vigil.api.checker.CheckContext#interval}
     * @param habits how the runs of its type follow each other, where that is not as usual
     */
    public record Timing(
            Duration delayLoop,
            int retries,
            Duration delayBeforeRetry,
            Duration warmup,
            Duration connectTimeout,
            boolean alpha,
            Duration interval,
            Set<Habit> habits) {
        public Timing {
            habits = Set.copyOf(habits);
        }

        /** Of a type with the usual habits. */
        public Timing(
                Duration delayLoop,
                int retries,
                Duration delayBeforeRetry,
                Duration warmup,
                Duration connectTimeout,
                boolean alpha) {
            this(delayLoop, retries, delayBeforeRetry, warmup, connectTimeout, alpha, delayLoop, Set.of());
        }
    }

    /** {@code TCP_CHECK 10.0.0.11:80}. */
    @Override
    public String toString() {
        return type + " " + target.endpoint();
    }
}
