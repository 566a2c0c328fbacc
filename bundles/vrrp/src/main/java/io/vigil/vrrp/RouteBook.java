package io.vigil.vrrp;

import io.vigil.api.failover.VirtualRoute;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.NetlinkResult;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.linux.rtnetlink.Route;
import io.vigil.linux.rtnetlink.RouteCodec;
import java.util.ArrayList;
import java.util.List;

/** Installs and removes the virtual routes whose words are plain; the others were told of when they were planned. VRRP thread. */
final class RouteBook {
    private final HostNetwork network;

    RouteBook(HostNetwork network) {
        this.network = network;
    }

    List<String> add(List<VirtualRoute> routes) {
        List<String> problems = new ArrayList<>();
        List<NetlinkRequest> requests = new ArrayList<>();
        for (Route route : resolve(routes, problems)) {
            requests.add(RouteCodec.add(route));
        }
        problems.addAll(execute(requests, List.of(Errno.EEXIST)));
        return problems;
    }

    /** Those that are not there, or whose interface is gone and took them along, are fine. */
    List<String> remove(List<VirtualRoute> routes) {
        List<NetlinkRequest> requests = new ArrayList<>();
        for (Route route : resolve(routes, new ArrayList<>())) {
            requests.add(RouteCodec.delete(route));
        }
        return execute(requests, List.of(Errno.ESRCH, Errno.ENODEV, Errno.ENETDOWN));
    }

    private List<Route> resolve(List<VirtualRoute> routes, List<String> problems) {
        List<Route> resolved = new ArrayList<>();
        for (VirtualRoute route : routes) {
            Link link = route.device().map(network::link).orElse(null);
            if (link == null && route.device().isPresent()) {
                problems.add("cannot install route " + String.join(" ", route.words()) + ": no such interface "
                        + route.device().get());
                continue;
            }
            try {
                resolved.add(through(RouteWords.read(route), link == null ? 0 : link.index()));
            } catch (RouteWords.NotPlain e) {
                // Told when it was planned: it is not acted on.
            }
        }
        return resolved;
    }

    private static Route through(Route route, int interfaceIndex) {
        return new Route(
                route.destination(),
                route.gateway(),
                interfaceIndex,
                route.source(),
                route.table(),
                route.metric(),
                route.scope(),
                route.protocol(),
                route.type(),
                route.flags());
    }

    private List<String> execute(List<NetlinkRequest> requests, List<Errno> fine) {
        List<String> problems = new ArrayList<>();
        if (requests.isEmpty()) {
            return problems;
        }
        try {
            for (NetlinkResult result : network.netlink().executeAll(requests)) {
                result.failure().filter(f -> !fine.contains(f.errno())).ifPresent(f -> problems.add(f.getMessage()));
            }
        } catch (LinuxException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }
}
