package io.vigil.vrrp;

import io.vigil.linux.LinuxException;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.linux.rtnetlink.NetworkEvent;
import io.vigil.linux.rtnetlink.NetworkMonitor;
import io.vigil.linux.rtnetlink.NetworkMonitor.Topic;
import io.vigil.linux.rtnetlink.RouteNetlink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The interfaces and addresses of this machine as the kernel tells them, kept true by its news. VRRP thread. */
final class HostNetwork implements AutoCloseable {
    private final NetworkMonitor monitor;
    private final RouteNetlink netlink;
    private final Map<Integer, Link> links = new HashMap<>();
    private final List<InterfaceAddress> addresses = new ArrayList<>();

    private HostNetwork(NetworkMonitor monitor, RouteNetlink netlink) {
        this.monitor = monitor;
        this.netlink = netlink;
    }

    /** Hears first and reads then, so that nothing is missed between. */
    static HostNetwork open() throws LinuxException {
        NetworkMonitor monitor = NetworkMonitor.open(Set.of(Topic.LINKS, Topic.ADDRESSES));
        try {
            HostNetwork network = new HostNetwork(monitor, RouteNetlink.open());
            network.readAnew();
            return network;
        } catch (LinuxException e) {
            monitor.close();
            throw e;
        }
    }

    int fd() {
        return monitor.fd();
    }

    RouteNetlink netlink() {
        return netlink;
    }

    /** Takes the news in; each address that went is handed over. */
    void poll(Consumer<InterfaceAddress> gone) throws LinuxException {
        List<NetworkEvent> news = new ArrayList<>();
        monitor.poll(news::add);
        for (NetworkEvent event : news) {
            take(event, gone);
        }
    }

    private void take(NetworkEvent event, Consumer<InterfaceAddress> gone) throws LinuxException {
        if (event instanceof NetworkEvent.LinkChanged e) {
            links.put(e.link().index(), e.link());
        } else if (event instanceof NetworkEvent.LinkRemoved e) {
            links.remove(e.link().index());
            addresses.removeIf(a -> a.interfaceIndex() == e.link().index());
        } else if (event instanceof NetworkEvent.AddressAdded e) {
            addresses.removeIf(a -> a.sameAs(e.address()));
            addresses.add(e.address());
        } else if (event instanceof NetworkEvent.AddressRemoved e) {
            addresses.removeIf(a -> a.sameAs(e.address()));
            gone.accept(e.address());
        } else if (event instanceof NetworkEvent.ResyncNeeded) {
            List<InterfaceAddress> before = List.copyOf(addresses);
            readAnew();
            before.stream().filter(a -> addresses.stream().noneMatch(a::sameAs)).forEach(gone);
        }
    }

    private void readAnew() throws LinuxException {
        links.clear();
        netlink.links().forEach(l -> links.put(l.index(), l));
        addresses.clear();
        addresses.addAll(netlink.addresses());
    }

    @Nullable
    Link link(String name) {
        for (Link link : links.values()) {
            if (link.name().equals(name)) {
                return link;
            }
        }
        return null;
    }

    @Nullable
    Link link(int index) {
        return links.get(index);
    }

    /** Whether packets can pass: the interface itself, and the one below it (F38). */
    boolean running(Link link) {
        Link below = link.parent() == 0 ? null : links.get(link.parent());
        return link.running() && (below == null || below.running());
    }

    /** The addresses of an interface, in the kernel's order. */
    List<InterfaceAddress> addressesOf(int index) {
        return addresses.stream().filter(a -> a.interfaceIndex() == index).toList();
    }

    /** Whether this machine has the address, on whatever interface; the first interface that has it. */
    @Nullable
    InterfaceAddress find(InetAddress address) {
        for (InterfaceAddress candidate : addresses) {
            if (candidate.address().equals(address)) {
                return candidate;
            }
        }
        return null;
    }

    /** Whether it is there, on this interface with this prefix length. */
    boolean has(int index, InetAddress address, int prefixLength) {
        for (InterfaceAddress candidate : addresses) {
            if (candidate.interfaceIndex() == index
                    && candidate.prefixLength() == prefixLength
                    && candidate.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        monitor.close();
        netlink.close();
    }
}
