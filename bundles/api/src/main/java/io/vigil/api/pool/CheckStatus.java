package io.vigil.api.pool;

import io.vigil.api.Endpoint;
import io.vigil.api.checker.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a check.
 *
 * @param type the checker type's keyword
 * @param target whom it asks
 * @param state what it says of its server
 * @param last the newest verdict; empty before the first
 * @param lastAt when that was
 * @param failures failed checks in a row
 * @param runs checks since it began
 * @param broken runs that ended in an exception or missed their deadline
 * @param nextIn until the next run; empty while it cannot run
 * @param servers the real servers that share it
 */
public record CheckStatus(
        String type,
        Endpoint target,
        State state,
        Optional<Verdict> last,
        Optional<Instant> lastAt,
        int failures,
        long runs,
        long broken,
        Optional<Duration> nextIn,
        List<ServerKey> servers) {
    /** What a check says of its server. */
    public enum State {
        /** It has not run yet; the server follows its configured initial state. */
        UNKNOWN,
        /** The server answers. */
        UP,
        /** The server fails. */
        DOWN,
        /** Its type is not installed: the initial state, or the last verdict, holds. */
        UNCHECKED
    }

    public CheckStatus {
        servers = List.copyOf(servers);
    }
}
