package io.vigil.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses a server for a new connection. Keeps what it must remember between choices; belongs to one thread. */
interface Scheduler {
    /** The names that {@link #named} knows, as a sentence says them. */
    String NAMES = "rr, wrr, lc, wlc or sh";

    /**
     * Chooses among those that are eligible.
     *
     * @param servers all servers of the pool, in its order
     * @param eligible who may be chosen: alive, above weight 0, not overloaded, not tried before
     * @param client where the connection comes from
     * @return empty if nobody is eligible
     */
    <C extends Candidate> Optional<C> choose(List<C> servers, Predicate<? super C> eligible, InetSocketAddress client);

    /** The scheduler of that name; empty if the relay has none such. */
    static Optional<Scheduler> named(String name, Set<String> flags) {
        return switch (name) {
            case "rr" -> Optional.of(new RoundRobin());
            case "wrr" -> Optional.of(new WeightedRoundRobin());
            case "lc" -> Optional.of(new LeastConnections(false));
            case "wlc" -> Optional.of(new LeastConnections(true));
            case "sh" -> Optional.of(new SourceHash(flags.contains("sh-port")));
            default -> Optional.empty();
        };
    }
}
