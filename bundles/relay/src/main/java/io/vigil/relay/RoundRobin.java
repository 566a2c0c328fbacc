package io.vigil.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One after the other, whatever their weights. */
final class RoundRobin implements Scheduler {
    private int last = -1;

    @Override
    public <C extends Candidate> Optional<C> choose(
            List<C> servers, Predicate<? super C> eligible, InetSocketAddress client) {
        for (int i = 1; i <= servers.size(); i++) {
            int at = (last + i) % servers.size();
            if (eligible.test(servers.get(at))) {
                last = at;
                return Optional.of(servers.get(at));
            }
        }
        return Optional.empty();
    }
}
