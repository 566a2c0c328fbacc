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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The interfaces and addresses of this machine as the kernel tells them, kept true by its news. VRRP thread. */
final class HostNetwork implements AutoCloseable {
    private final NetworkMonitor monitor;
    private final RouteNetlink netlink;
    private final Map<Integer, Link> links = new HashMap<>();
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();

    /** What makes an address the same to us, whoever put it there and how. */
    record Place(int interfaceIndex, InetAddress address, int prefixLength) {
        static Place of(InterfaceAddress address) {
            return new Place(address.interfaceIndex(), address.address(), address.prefixLength());
        }
    }

    private HostNetwork(NetworkMonitor monitor, RouteNetlink netlink) {
        this.monitor = monitor;
        this.netlink = netlink;
    }

    /** Hears first and reads then, so that nothing is missed between. */
    static HostNetwork open() throws LinuxException {
        NetworkMonitor monitor = NetworkMonitor.open(Set.of(Topic.LINKS, Topic.ADDRESSES));
        try {
            return over(monitor, RouteNetlink.open());
        } catch (LinuxException e) {
            monitor.close();
            throw e;
        }
    }

    /** The same over connections of the caller's, which it owns from then on. */
    static HostNetwork over(NetworkMonitor monitor, RouteNetlink netlink) throws LinuxException {
        HostNetwork network = new HostNetwork(monitor, netlink);
        network.readAnew();
        return network;
    }

    int fd() {
        return monitor.fd();
    }

    RouteNetlink netlink() {
        return netlink;
    }

    /** Takes the news in. What was lost, or cannot be read, is made up for by reading everything anew. */
    void poll() throws LinuxException {
        try {
            List<NetworkEvent> news = new ArrayList<>();
            monitor.poll(news::add);
            if (!news.stream().allMatch(this::take)) {
                readAnew();
            }
        } catch (LinuxException e) {
            readAnew();
        }
    }

    /** False if news was lost. */
    private boolean take(NetworkEvent event) {
        if (event instanceof NetworkEvent.LinkChanged e) {
            links.put(e.link().index(), e.link());
        } else if (event instanceof NetworkEvent.LinkRemoved e) {
            links.remove(e.link().index());
            addresses.removeIf(a -> a.interfaceIndex() == e.link().index());
            places.removeIf(p -> p.interfaceIndex() == e.link().index());
        } else if (event instanceof NetworkEvent.AddressAdded e) {
            addresses.removeIf(a -> a.sameAs(e.address()));
            add(e.address());
        } else if (event instanceof NetworkEvent.AddressRemoved e) {
            addresses.removeIf(a -> a.sameAs(e.address()));
            places.remove(Place.of(e.address()));
        } else {
            return !(event instanceof NetworkEvent.ResyncNeeded);
        }
        return true;
    }

    private void add(InterfaceAddress address) {
        addresses.add(address);
        places.add(Place.of(address));
    }

    private void readAnew() throws LinuxException {
        List<Link> newLinks = netlink.links();
        List<InterfaceAddress> newAddresses = netlink.addresses();
        links.clear();
        newLinks.forEach(l -> links.put(l.index(), l));
        addresses.clear();
        places.clear();
        newAddresses.forEach(this::add);
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

    /** Whether an address is there. */
    boolean has(Place place) {
        return places.contains(place);
    }

    @Override
    public void close() {
        monitor.close();
        netlink.close();
    }
}
