package io.vigil.core.check;

import io.vigil.api.checker.Checker;
import io.vigil.api.pool.CheckTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs a check once: lends it sockets and an event loop, and guards its deadline. The scheduler decides when and how often.
 *
 * <p>{@link #run} is called on the director's thread and returns at once; the result may arrive on any thread.
 */
public interface ProbeRunner {
    /**
     * Starts one run.
     *
     * @param checker what asks
     * @param target whom it asks and from where
     * @param virtualHost the name it asks for
     * @param stepTimeout longest time for one step, such as a connection
     * @param interval time between two runs
     * @param deadline longest time for the whole run; a run that misses it is cancelled and has broken
     * @param done is told the result, exactly once
     */
    void run(
            Checker checker,
            CheckTarget target,
            Optional<String> virtualHost,
            Duration stepTimeout,
            Duration interval,
            Duration deadline,
            Consumer<ProbeResult> done);

    /** Lets go of what a checker kept from its last run for its next: there is no next. Any thread may call it. */
    default void forget(Checker checker) {}

    /** A bundle leaves: ends the runs of checkers that this loader loaded, and lets go of what was kept for them. */
    void leave(ClassLoader code);
}
