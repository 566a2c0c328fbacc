package io.vigil.config.bind;

import io.vigil.api.AddressFamily;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Peer;
import io.vigil.config.language.Findings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds instances that would answer each other's adverts: the same family and virtual router id, and by multicast the same
 * interface and group, or by unicast the same source, interface and a common peer.
 */
final class DuplicateRouters {
    private record Key(AddressFamily family, int id) {}

    private DuplicateRouters() {}

    /** The instances without those that clash with one above them. */
    static List<VrrpInstance> without(Collection<VrrpInstance> instances, Findings findings) {
        List<VrrpInstance> kept = new ArrayList<>();
        Map<Key, List<VrrpInstance>> byId = new HashMap<>();
        for (VrrpInstance instance : instances) {
            List<VrrpInstance> others = byId.computeIfAbsent(
                    new Key(instance.family(), instance.virtualRouterId()), k -> new ArrayList<>());
            VrrpInstance rival = others.stream()
                    .filter(other -> clash(instance, other))
                    .findFirst()
                    .orElse(null);
            if (rival == null) {
                others.add(instance);
                kept.add(instance);
            } else {
                findings.error(
                        instance.place(),
                        "vrrp_instance " + instance.name() + " has the same virtual_router_id "
                                + instance.virtualRouterId() + " as " + rival.name()
                                + " on the same network; it is left out");
            }
        }
        return kept;
    }

    private static boolean clash(VrrpInstance a, VrrpInstance b) {
        if (!a.interfaceName().equals(b.interfaceName())) {
            return false;
        }
        List<Peer> peers = a.adverts().peers();
        if (peers.isEmpty() != b.adverts().peers().isEmpty()) {
            return false;
        }
        if (peers.isEmpty()) {
            return a.adverts().group().equals(b.adverts().group());
        }
        Set<InetAddress> addresses = new HashSet<>();
        peers.forEach(peer -> addresses.add(peer.address()));
        return a.adverts().source().equals(b.adverts().source())
                && b.adverts().peers().stream().anyMatch(peer -> addresses.contains(peer.address()));
    }
}
