package io.vigil.vrrp;

import io.vigil.api.failover.VrrpState;
import io.vigil.linux.LinuxException;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.vrrp.machine.Effect;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns effects into packets, addresses, routes and words. Used on the VRRP thread only. */
final class Performer {
    private final HostNetwork network;
    private final EventDesk desk;
    private final AddressBook book;
    private final RouteBook routes;
    private final Announcing announcing;
    private final Supplier<Map<String, Port>> ports;
    private final Function<String, VrrpState> states;

    Performer(
            HostNetwork network,
            EventDesk desk,
            AddressBook book,
            RouteBook routes,
            Announcing announcing,
            Supplier<Map<String, Port>> ports,
            Function<String, VrrpState> states) {
        this.network = network;
        this.desk = desk;
        this.book = book;
        this.routes = routes;
        this.announcing = announcing;
        this.ports = ports;
        this.states = states;
    }

    void perform(Effect effect) {
        if (effect instanceof Effect.Tell e) {
            tell(e);
        } else if (effect instanceof Effect.SendAdvert e) {
            with(e.router(), port -> advertise(port, e.priority()));
        } else if (effect instanceof Effect.AddAddresses e) {
            with(e.router(), port -> report(port, book.add(e.router(), e.addresses(), device(port))));
        } else if (effect instanceof Effect.RemoveAddresses e) {
            with(e.router(), port -> report(port, book.remove(e.router(), e.addresses(), device(port))));
        } else if (effect instanceof Effect.AddRoutes e) {
            with(e.router(), port -> report(port, routes.add(e.routes())));
        } else if (effect instanceof Effect.RemoveRoutes e) {
            with(e.router(), port -> report(port, routes.remove(e.routes())));
        } else if (effect instanceof Effect.Announce e) {
            with(e.router(), port -> announcing.announce(port.settings(), e.addresses(), device(port), e.rounds()));
        } else if (effect instanceof Effect.CancelAnnouncements e) {
            announcing.cancel(e.router());
        } else if (effect instanceof Effect.AnnounceSource e) {
            with(e.router(), this::announceSource);
        }
    }

    private void with(String router, Consumer<Port> action) {
        Port port = ports.get().get(router);
        if (port != null) {
            action.accept(port);
        }
    }

    private void advertise(Port port, int priority) {
        try {
            port.advertise(priority);
            port.sent();
        } catch (LinuxException e) {
            if (usable(port) && port.firstFailure()) {
                remark(port, "cannot send adverts: " + e.getMessage() + "; trying on");
            }
        }
    }

    /** Whether its interface could send at all; that it cannot is told by its state. */
    private boolean usable(Port port) {
        Link link = network.link(device(port));
        return link != null && link.running();
    }

    private void tell(Effect.Tell e) {
        Port port = e.group() ? null : ports.get().get(e.name());
        if (port != null) {
            port.forgetTold();
        }
        desk.tell(e.kind(), e.group(), e.name(), e.state(), e.priority(), e.cause());
    }

    private void report(Port port, List<String> problems) {
        problems.forEach(p -> remark(port, p));
    }

    /** Says something about an instance, with its state of now. */
    void remark(Port port, String text) {
        desk.remark(
                port.name(),
                states.apply(port.name()),
                port.settings().election().priority(),
                text);
    }

    private void announceSource(Port port) {
        InetAddress source = port.source();
        InterfaceAddress own = source == null ? null : network.find(source);
        if (own != null) {
            announcing.announce(port.settings(), List.of(own.address()), own.interfaceIndex());
        }
    }

    /** The interface of addresses that name none: the instance's, or for unicast the one that has our address. */
    String device(Port port) {
        String name = port.settings().interfaceName().orElse("");
        InetAddress source = port.source();
        if (!name.isEmpty() || source == null) {
            return name;
        }
        InterfaceAddress own = network.find(source);
        Link link = own == null ? null : network.link(own.interfaceIndex());
        return link == null ? "" : link.name();
    }
}
