package io.vigil.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one with the fewest open connections, or the fewest for its weight. Among equals they take turns: IPVS takes the first,
 * which it can afford because it also counts connections that have just closed.
 */
final class LeastConnections implements Scheduler {
    private final boolean weighted;
    private int last = -1;

    LeastConnections(boolean weighted) {
        this.weighted = weighted;
    }

    @Override
    public <C extends Candidate> Optional<C> choose(
            List<C> servers, Predicate<? super C> eligible, InetSocketAddress client) {
        @Nullable C best = null;
        int bestAt = last;
        for (int i = 1; i <= servers.size(); i++) {
            int at = (last + i) % servers.size();
            C server = servers.get(at);
            if (eligible.test(server) && (best == null || isLess(server, best))) {
                best = server;
                bestAt = at;
            }
        }
        last = bestAt;
        return Optional.ofNullable(best);
    }

    private boolean isLess(Candidate one, Candidate other) {
        return weighted
                ? (long) one.connections() * other.weight() < (long) other.connections() * one.weight()
                : one.connections() < other.connections();
    }
}
