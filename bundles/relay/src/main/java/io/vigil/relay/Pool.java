package io.vigil.relay;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.Table;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one service and who gets the next connection. Pure: no sockets, time is an argument. Belongs to the
 * service's loop.
 *
 * <p>Unlike IPVS, a client that sticks to a server of weight 0 is sent elsewhere with its next connection: draining ends.
 */
final class Pool {
    private final Map<Endpoint, Server> servers = new LinkedHashMap<>();
    private final Map<Endpoint, Server> leaving = new LinkedHashMap<>();
    private final Tally tally = new Tally();
    private final int stickyBound;
    private List<Server> order = List.of();
    private ServiceEntry entry;
    private Scheduler scheduler;
    private @Nullable StickyTable sticky;

    Pool(ServiceEntry entry, int stickyBound) {
        this.entry = entry;
        this.stickyBound = stickyBound;
        this.scheduler = scheduler(entry);
        this.sticky = sticky(entry);
    }

    ServiceEntry entry() {
        return entry;
    }

    Tally tally() {
        return tally;
    }

    /** New scheduler, flags or persistence; a scheduler that stays keeps its turn, a persistence that stays its bonds. */
    void edit(ServiceEntry changed) {
        boolean sameScheduler = changed.scheduler().equals(entry.scheduler())
                && changed.schedulerFlags().equals(entry.schedulerFlags());
        boolean samePersistence = changed.persistence().equals(entry.persistence());
        scheduler = sameScheduler ? scheduler : scheduler(changed);
        sticky = samePersistence ? sticky : sticky(changed);
        entry = changed;
    }

    /** Adds a server or edits the one that stands; one that was leaving is taken back with its connections. */
    void put(DestinationEntry changed) {
        Server back = leaving.remove(changed.endpoint());
        Server server = back != null ? back : servers.get(changed.endpoint());
        if (server == null) {
            server = new Server(changed);
        } else {
            server.edit(changed);
        }
        servers.put(changed.endpoint(), server);
        order = List.copyOf(servers.values());
    }

    /** Takes a server out; it gets no new connection. Empty if none stood there. */
    Optional<Server> remove(Endpoint endpoint, long now) {
        Server server = servers.remove(endpoint);
        if (server != null) {
            server.leave(now);
            leaving.put(endpoint, server);
            order = List.copyOf(servers.values());
        }
        return Optional.ofNullable(server);
    }

    /** Takes all out. */
    void removeAll(long now) {
        List.copyOf(servers.keySet()).forEach(endpoint -> remove(endpoint, now));
    }

    /**
     * Who gets a connection of this client.
     *
     * @param tried those that could not be reached just now
     */
    Optional<Server> choose(InetSocketAddress client, Set<Server> tried, long now) {
        StickyTable bonds = sticky;
        if (bonds != null) {
            Optional<Server> known = bonds.find(client.getAddress(), now)
                    .filter(server -> server.takesKnown() && !tried.contains(server));
            if (known.isPresent()) {
                return known;
            }
        }
        return scheduler.choose(order, server -> server.takesNew() && !tried.contains(server), client);
    }

    void opened(InetSocketAddress client, Server server, long now) {
        server.opened();
        tally.connection();
        if (sticky != null) {
            sticky.opened(client.getAddress(), server, now);
        }
    }

    void closed(InetSocketAddress client, Server server, long now) {
        server.closed();
        if (sticky != null) {
            sticky.closed(client.getAddress(), server, now);
        }
    }

    /** Forgets bonds that are over and servers that left and carry nothing any more. */
    void sweep(long now) {
        leaving.values().removeIf(server -> server.connections() == 0);
        if (sticky != null) {
            sticky.sweep(now);
        }
    }

    /** How it stands, for the table. */
    Table.Service row() {
        Map<Server, Integer> bonds = sticky == null ? Map.of() : sticky.counts();
        List<Table.Destination> rows = new ArrayList<>(order.size());
        order.forEach(server -> rows.add(server.row(bonds.getOrDefault(server, 0))));
        return new Table.Service(entry, tally.counters(), rows);
    }

    private static Scheduler scheduler(ServiceEntry entry) {
        return Scheduler.named(entry.scheduler(), entry.schedulerFlags())
                .orElseThrow(() -> new IllegalArgumentException("no scheduler " + entry.scheduler()));
    }

    private @Nullable StickyTable sticky(ServiceEntry wanted) {
        return wanted.persistence()
                .map(persistence -> new StickyTable(persistence, stickyBound))
                .orElse(null);
    }
}
