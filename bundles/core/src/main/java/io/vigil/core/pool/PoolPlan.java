package io.vigil.core.pool;

import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import java.util.List;
import java.util.Optional;

/**
 * A virtual server as it should run: the configuration, and how each of its checks is identified.
 *
 * @param virtualServer the configuration
 * @param servers its real servers, in the order of the file
 */
public record PoolPlan(VirtualServer virtualServer, List<Server> servers) {
    /** A real server and its checks, in the order of the file. */
    public record Server(RealServer real, List<Check> checks) {
        public Server {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A check of a real server.
     *
     * @param id equal to that of every check that asks the same of the same target
     * @param type the checker type's keyword
     * @param alpha down until it has succeeded once
     * @param known what it says already, when others share it or it ran before
     * @param missing why it cannot run; empty when it can
     */
    public record Check(Object id, String type, boolean alpha, Optional<Known> known, Optional<String> missing) {}

    /** What a check says: the state that counts, retries included, and the verdict behind it. */
    public record Known(boolean up, Verdict verdict) {}

    public PoolPlan {
        servers = List.copyOf(servers);
    }
}
