package io.vigil.api.pool;

import io.vigil.api.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A check as it is written under a real server, whether or not its type is installed. What the configuration does not say is
 * empty and filled in by the type's own defaults.
 *
 * @param block the statement, its keyword being the checker type
 * @param delayLoop time between checks; from the checker, the real server or the virtual server
 * @param retries failed retries before the server counts as down
 * @param delayBeforeRetry time before a retry
 * @param warmup the first check starts within this time
 * @param connectTimeout longest time for one step of a check
 * @param alpha the server is down until this check has succeeded once
 * @param logAllFailures log every failing check, not only changes
 * @param poolDelayLoop {@code delay_loop} of the virtual server, written or not; only where the type asks for it, or is not known
 */
public record CheckSpec(
        Statement block,
        Optional<Duration> delayLoop,
        OptionalInt retries,
        Optional<Duration> delayBeforeRetry,
        Optional<Duration> warmup,
        Optional<Duration> connectTimeout,
        boolean alpha,
        boolean logAllFailures,
        Optional<Duration> poolDelayLoop) {
    /** The checker type's keyword. */
    public String type() {
        return block.keyword();
    }
}
