package io.vigil.api.checker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A check made ready from its block: it asks one server one question at a time and remembers nothing.
 *
 * <p>{@link #check} is called on an event loop of the engine's and must not block; a blocking client goes through
 * {@link CheckContext#blocking}. Down is a {@link Verdict}; an exception, or no answer by the deadline, means that the check itself
 * broke and is counted apart.
 */
@ConsumerType
public interface Checker {
    /** Asks once. The engine cancels the stage and closes what the context opened when the deadline passes. */
    CompletionStage<Verdict> check(CheckContext context);

    /** How long one run may take, where that is more than ten {@code connect_timeout}s and one {@code delay_loop}; zero elsewhere. */
    default Duration longest() {
        return Duration.ZERO;
    }

    /** Files whose change makes the check run at once, besides its usual times; none by default. */
    default Set<Path> watches() {
        return Set.of();
    }
}
