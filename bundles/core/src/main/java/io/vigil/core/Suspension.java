package io.vigil.core;

import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.pool.VirtualServer;
import io.vigil.core.loop.Loop;
import io.vigil.core.pool.Pool;
import io.vigil.core.pool.Pools;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which pools wait because their address is not on this machine: checks of an {@code ha_suspend} virtual server run only while one of
 * its addresses is here (C8). Looked at every second, and only when there is such a virtual server.
 */
final class Suspension {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Loop loop;
    private final Pools pools;
    private final Supplier<Set<InetAddress>> localAddresses;
    private final Consumer<Set<String>> suspend;
    private boolean stopped;

    Suspension(Loop loop, Pools pools, Supplier<Set<InetAddress>> localAddresses, Consumer<Set<String>> suspend) {
        this.loop = loop;
        this.pools = pools;
        this.localAddresses = localAddresses;
        this.suspend = suspend;
    }

    /** Looks now and from now on. */
    void start() {
        if (!stopped) {
            suspend.accept(away());
            loop.after(EVERY, this::start);
        }
    }

    void stop() {
        stopped = true;
    }

    private Set<String> away() {
        List<VirtualServer> candidates = pools.all().stream()
                .map(Pool::virtualServer)
                .filter(vs -> vs.lifecycle().haSuspend())
                .toList();
        if (candidates.isEmpty()) {
            return Set.of();
        }
        Set<InetAddress> here = localAddresses.get();
        Set<String> away = new HashSet<>();
        for (VirtualServer vs : candidates) {
            if (vs.services().stream().map(ServiceEntry::key).noneMatch(key -> isHere(key, here))) {
                away.add(vs.name());
            }
        }
        return away;
    }

    /** A firewall mark has no address and is never away. */
    private static boolean isHere(ServiceKey key, Set<InetAddress> here) {
        return !(key instanceof ServiceKey.Address address)
                || here.contains(address.endpoint().address());
    }
}
