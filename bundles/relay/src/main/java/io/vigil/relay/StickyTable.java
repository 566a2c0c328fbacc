package io.vigil.relay;

import io.vigil.api.dataplane.ServiceEntry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps clients with their servers: by the network of a client's address, while it has connections and for a time after its
 * last one. Bounded: the network that was quiet longest is forgotten first.
 */
final class StickyTable {
    private static final class Bond {
        private Server server;
        private int connections;
        private long touched;

        Bond(Server server) {
            this.server = server;
        }
    }

    private final Map<InetAddress, Bond> bonds = new LinkedHashMap<>(16, 0.75f, true);
    private final long timeoutNanos;
    private final int prefixLength;
    private final int bound;

    StickyTable(ServiceEntry.Persistence persistence, int bound) {
        this.timeoutNanos = TimeUnit.SECONDS.toNanos(persistence.timeoutSeconds());
        this.prefixLength = persistence.prefixLength();
        this.bound = bound;
    }

    /** The server this client's network was with, unless that was too long ago. */
    Optional<Server> find(InetAddress client, long now) {
        @Nullable Bond bond = bonds.get(network(client, prefixLength));
        return bond == null || isOver(bond, now) ? Optional.empty() : Optional.of(bond.server);
    }

    void opened(InetAddress client, Server server, long now) {
        InetAddress network = network(client, prefixLength);
        Bond bond = bonds.computeIfAbsent(network, unused -> new Bond(server));
        if (bond.server != server) {
            bond.server = server;
            bond.connections = 0;
        }
        bond.connections++;
        bond.touched = now;
        if (bonds.size() > bound) {
            bonds.remove(bonds.keySet().iterator().next());
        }
    }

    void closed(InetAddress client, Server server, long now) {
        @Nullable Bond bond = bonds.get(network(client, prefixLength));
        if (bond != null && bond.server == server && bond.connections > 0) {
            bond.connections--;
            bond.touched = now;
        }
    }

    /** Forgets what is over. */
    void sweep(long now) {
        bonds.values().removeIf(bond -> isOver(bond, now));
    }

    /** How many networks each server keeps. */
    Map<Server, Integer> counts() {
        Map<Server, Integer> counts = new HashMap<>();
        bonds.values().forEach(bond -> counts.merge(bond.server, 1, Integer::sum));
        return counts;
    }

    private boolean isOver(Bond bond, long now) {
        return bond.connections == 0 && now - bond.touched >= timeoutNanos;
    }

    /** The address with all bits behind the prefix cleared. */
    static InetAddress network(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, prefixLength - 8 * i));
            bytes[i] &= (byte) (0xff << (8 - kept));
        }
        try {
            return address instanceof Inet6Address
                    ? Inet6Address.getByAddress(null, bytes, -1)
                    : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes was refused", e);
        }
    }
}
