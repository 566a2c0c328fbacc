package io.vigil.api.director;

import io.vigil.api.Endpoint;
import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.ServerKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A check that was run by hand.
 *
 * @param type the checker type's keyword
 * @param target whom it asked
 * @param verdict what it found; empty when it broke or could not run
 * @param problem why there is no verdict; empty when there is one
 * @param phases how far it came and when, in their order
 * @param took from its start to its end
 * @param servers the real servers that share it
 */
public record CheckRun(
        String type,
        Endpoint target,
        Optional<Verdict> verdict,
        String problem,
        List<PhaseTime> phases,
        Duration took,
        List<ServerKey> servers) {
    public CheckRun {
        phases = List.copyOf(phases);
        servers = List.copyOf(servers);
    }
}
