package io.vigil.core.probe;

import io.netty.channel.EventLoop;
import io.vigil.api.checker.Checker;
import io.vigil.api.pool.CheckTarget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections that checks keep from one run to the next, at most one for each checker and target. Each lives on its loop; the next
 * run of that check is given the same loop. Any thread may call this.
 */
final class KeptConnections {
    /** Two rounds: a check that runs at all has come for it by then. */
    private static final int ROUNDS = 2;

    /** The very checker, not an equal one: two checks have two connections. */
    private record Owner(Checker checker, CheckTarget target) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Owner owner && owner.checker == checker && owner.target.equals(target);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(checker) + target.hashCode();
        }
    }

    private final Map<Owner, KeptConnection> kept = new ConcurrentHashMap<>();

    /** The loop on which this check must run to get its connection; empty when any will do. */
    Optional<EventLoop> loop(Checker checker, CheckTarget target) {
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(kept.get(new Owner(checker, target))).map(KeptConnection::loop);
    }

    /** The connection to this server, if one is open. On the loop of the run. */
    Optional<KeptConnection> take(Checker checker, CheckTarget target, InetSocketAddress server) {
        Owner owner = new Owner(checker, target);
        KeptConnection found = kept.get(owner);
        if (found == null || !found.loop().inEventLoop() || !found.server().equals(server) || !found.isOpen()) {
            return Optional.empty();
        }
        return kept.remove(owner, found) ? Optional.of(found) : Optional.empty();
    }

    /** Keeps a connection until the next run, in place of another. On the loop of the run. */
    void keep(Checker checker, CheckTarget target, KeptConnection connection, ProbeConnection from, Duration interval) {
        Owner owner = new Owner(checker, target);
        connection.waitFor(from, interval.multipliedBy(ROUNDS), () -> kept.remove(owner, connection));
        KeptConnection before = kept.put(owner, connection);
        if (before != null) {
            before.close();
        }
    }

    /** Closes what a checker kept that will not run again. */
    void forget(Checker checker) {
        kept.forEach((owner, connection) -> {
            if (owner.checker == checker && kept.remove(owner, connection)) {
                connection.close();
            }
        });
    }

    /** Closes all. */
    void close() {
        List.copyOf(kept.values()).forEach(KeptConnection::close);
        kept.clear();
    }

    int size() {
        return kept.size();
    }
}
