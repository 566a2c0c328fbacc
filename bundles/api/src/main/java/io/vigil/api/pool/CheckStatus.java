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
 * @param problem why it cannot run, or why run after run breaks; empty when all is well
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
        Optional<String> problem,
        List<ServerKey> servers) {
    /** What a check says of its server. */
    public enum State {
        /** It has not run yet; the server follows its configured initial state. */
        UNKNOWN,
        /** The server answers. */
        UP,
        /** The server fails. */
        DOWN,
        /** It cannot run and never has: the configured initial state holds. */
        UNCHECKED,
        /** It cannot run now; its server answered when it last could, and that holds. */
        HELD_UP,
        /** It cannot run now; its server failed when it last could, and that holds. */
        HELD_DOWN;

        /** Whether nothing asks the server at present. */
        public boolean cannotRun() {
            return this == UNCHECKED || this == HELD_UP || this == HELD_DOWN;
        }
    }

    public CheckStatus {
        servers = List.copyOf(servers);
    }
}
