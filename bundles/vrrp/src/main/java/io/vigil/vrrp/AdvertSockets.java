package io.vigil.vrrp;

import io.vigil.api.Addresses;
import io.vigil.linux.LinuxException;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.vrrp.wire.Datagram;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All advert sockets: opened when an instance can use one, shared, closed when none does. VRRP thread. */
final class AdvertSockets implements AutoCloseable {
    private final EventLoop loop;
    private final HostNetwork network;
    private final BiConsumer<AdvertSocket, Datagram> arrivals;
    private final EventDesk desk;
    private final Map<SocketKey, AdvertSocket> sockets = new HashMap<>();

    AdvertSockets(EventLoop loop, HostNetwork network, BiConsumer<AdvertSocket, Datagram> arrivals, EventDesk desk) {
        this.loop = loop;
        this.network = network;
        this.arrivals = arrivals;
        this.desk = desk;
    }

    /** Gives an instance its source address and sockets as things are now; returns what is in the way, or nothing. */
    String bind(Port port, @Nullable InetAddress source) {
        SocketKey key = key(port, source);
        if (key == null) {
            port.bind(source, null);
            return "";
        }
        AdvertSocket socket = sockets.get(key);
        String problem = "";
        if (socket == null) {
            try {
                socket = open(key);
            } catch (LinuxException e) {
                problem = "cannot hear or send adverts on "
                        + (key.multicast() ? key.interfaceName() : Addresses.text(key.local())) + ": " + e.getMessage();
            }
        }
        if (socket != port.socket() || !Objects.equals(source, port.source())) {
            port.bind(source, socket);
        }
        return problem;
    }

    private @Nullable SocketKey key(Port port, @Nullable InetAddress source) {
        if (port.unicast()) {
            return source == null ? null : new SocketKey(port.settings().family(), "", scope(port, source), source);
        }
        Link link = network.link(port.settings().interfaceName().orElse(""));
        return link == null
                ? null
                : new SocketKey(
                        port.settings().family(),
                        link.name(),
                        link.index(),
                        port.settings().adverts().group());
    }

    private int scope(Port port, InetAddress source) {
        Link link = network.link(port.settings().interfaceName().orElse(""));
        return source.isLinkLocalAddress() && link != null ? link.index() : 0;
    }

    private AdvertSocket open(SocketKey key) throws LinuxException {
        AdvertSocket socket = AdvertSocket.open(key);
        try {
            socket.watch(loop, d -> arrivals.accept(socket, d), e -> desk.log(true, String.valueOf(e.getMessage())));
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
        sockets.put(key, socket);
        return socket;
    }

    /** Closes what no instance uses any more. */
    void prune(Collection<Port> ports) {
        Set<AdvertSocket> used = new HashSet<>();
        ports.forEach(p -> {
            AdvertSocket socket = p.socket();
            if (socket != null) {
                used.add(socket);
            }
        });
        sockets.values().removeIf(s -> {
            if (used.contains(s)) {
                return false;
            }
            s.close();
            return true;
        });
    }

    @Override
    public void close() {
        sockets.values().forEach(AdvertSocket::close);
        sockets.clear();
    }
}
