package io.vigil.vrrp;

import io.vigil.api.Addresses;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.VrrpState;
import io.vigil.linux.LinuxException;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.Registration;
import io.vigil.linux.loop.Timer;
import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.socket.PacketSocket;
import io.vigil.vrrp.machine.Counters;
import io.vigil.vrrp.machine.Effect;
import io.vigil.vrrp.machine.Event;
import io.vigil.vrrp.machine.Identity;
import io.vigil.vrrp.machine.Routers;
import io.vigil.vrrp.wire.Datagram;
import io.vigil.vrrp.wire.Reception;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The life of the VRRP thread: input becomes events, effects become packets, addresses and words. */
final class FailoverLoop implements AutoCloseable {
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final long SNAPSHOT_NANOS = 250_000_000L;

    private final EventLoop loop;
    private final HostNetwork network;
    private final PacketSocket packets;
    private final EventDesk desk;
    private final Routers routers;
    private final AddressBook book;
    private final StaticAddresses staticAddresses;
    private final AddressGuard guard;
    private final Announcing announcing;
    private final AdvertSockets sockets;
    private final ScriptTrackers scripts;
    private final Readiness readiness;
    private final Performer performer;
    private final StatusBoard board;
    private final Registration news;
    private final long origin;
    private Map<String, Port> ports = new LinkedHashMap<>();
    private @Nullable Timer timer;
    private @Nullable Timer retry;
    private boolean closed;

    /** Everything of the kernel that the loop uses, opened on the loop's thread or before it starts. */
    FailoverLoop(
            EventLoop loop,
            HostNetwork network,
            PacketSocket packets,
            FileTrackers files,
            EventDesk desk,
            Clock clock,
            long startupDelayNanos)
            throws LinuxException {
        this.loop = loop;
        this.network = network;
        this.packets = packets;
        this.desk = desk;
        origin = System.nanoTime();
        routers = new Routers(startupDelayNanos);
        book = new AddressBook(network);
        staticAddresses = new StaticAddresses(book);
        announcing = new Announcing(loop, network, new Announcer(packets::send, text -> desk.log(true, text)));
        guard = new AddressGuard(book, network);
        sockets = new AdvertSockets(loop, network, this::arrived, desk);
        scripts = new ScriptTrackers(loop, desk, this::lookAround);
        readiness = new Readiness(network, sockets, scripts, files);
        performer = new Performer(network, desk, book, new RouteBook(network), announcing, () -> ports, routers::state);
        board = new StatusBoard(clock, routers, book, scripts);
        news = loop.register(network.fd(), EventLoop.READ, events -> networkChanged());
        loop.schedule(System.nanoTime(), this::snapshotAgain);
    }

    long now() {
        return System.nanoTime() - origin;
    }

    StatusBoard board() {
        return board;
    }

    /** Takes a plan over in small steps; adverts that are due in between go out on time. */
    List<String> apply(Plan plan) {
        List<String> problems = new ArrayList<>(plan.remarks());
        FailoverSettings settings = plan.settings();
        problems.addAll(staticAddresses.apply(settings.staticAddresses()));
        Map<String, Port> next = new LinkedHashMap<>();
        plan.ports().forEach((name, prepared) -> {
            Port running = ports.get(name);
            if (running != null && Identity.same(running.settings(), prepared.settings())) {
                running.become(prepared);
                next.put(name, running);
            } else {
                next.put(name, prepared);
            }
        });
        perform(routers.apply(settings.instances(), settings.groups(), now()));
        ports = next;
        readiness.virtualAddresses(plan.virtual());
        scripts.apply(settings.scripts());
        lookAround();
        perform(routers.start(now()));
        snapshot();
        return problems;
    }

    /** Leaves in good order. */
    void stop() {
        if (closed) {
            return;
        }
        perform(routers.stop());
        staticAddresses.apply(List.of()).forEach(p -> desk.log(true, p));
        ports = new LinkedHashMap<>();
        close();
    }

    /** Leaves everything to the next director: tells of the stop, and touches neither addresses nor peers. */
    void leave() {
        if (closed) {
            return;
        }
        routers.stop().stream().filter(Effect.Tell.class::isInstance).forEach(performer::perform);
        ports = new LinkedHashMap<>();
        close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        scripts.close();
        sockets.close();
        news.close();
        announcing.close();
        packets.close();
        network.close();
    }

    // ---- input

    private void arrived(AdvertSocket socket, Datagram datagram) {
        Port port = find(socket, datagram);
        if (port == null) {
            return;
        }
        VrrpState state = routers.state(port.name());
        Counters counters = routers.counters(port.name());
        if (counters == null || state == VrrpState.INIT || state == VrrpState.FAULT) {
            return;
        }
        Reception reception = port.rules().check(datagram);
        if (reception instanceof Reception.Rejected rejected) {
            counters.rejected(rejected.reason());
            if (port.firstTime(rejected.reason())) {
                performer.remark(
                        port, "rejected an advert from " + Addresses.text(datagram.source) + ": " + rejected.detail());
            }
        } else if (reception instanceof Reception.Advert advert) {
            if (!advert.sameAddresses()) {
                counters.otherAddresses();
                if (port.firstTimeOtherAddresses()) {
                    performer.remark(port, Addresses.text(datagram.source) + " advertises other addresses than ours");
                }
            }
            on(new Event.AdvertHeard(port.name(), advert.priority(), advert.interval(), datagram.source));
        }
    }

    /** R1: by router id; among unicast instances the one that has the sender as its peer. */
    private @Nullable Port find(AdvertSocket socket, Datagram datagram) {
        int id = datagram.virtualRouterId();
        @Nullable Port found = null;
        for (Port port : ports.values()) {
            if (port.socket() == socket && port.settings().virtualRouterId() == id) {
                if (!port.unicast() || port.hasPeer(datagram.source)) {
                    return port;
                }
                found = port;
            }
        }
        return found;
    }

    private void networkChanged() {
        try {
            network.poll();
        } catch (LinuxException e) {
            desk.log(true, e.getMessage() + "; what is known of the network may be old until the next news");
        }
        lookAround();
        guard.restore(now(), this::restored, this::lost);
    }

    private void restored(String holder, InterfaceAddress address, String text) {
        Port port = ports.get(holder);
        if (port == null) {
            desk.log(true, text); // a static address (I5)
        } else {
            performer.remark(port, text);
            announcing.announce(port.settings(), List.of(address.address()), address.interfaceIndex());
        }
    }

    private void lost(String holder, String text) {
        on(new Event.AddressLost(holder, text));
    }

    /** Reads everything that instances depend on, and tells them what is another. */
    void lookAround() {
        if (closed) {
            return;
        }
        boolean stuck = false;
        for (Port port : List.copyOf(ports.values())) {
            boolean waiting = routers.state(port.name()) == VrrpState.INIT;
            InetAddress before = port.source();
            Map<String, Reading> readings = readiness.of(port, waiting);
            List<Event> events = Reading.difference(port.name(), port.readings(), readings);
            port.readings(readings);
            InetAddress source = port.source();
            if (source != null && !source.equals(before)) {
                on(new Event.SourceKnown(port.name(), source));
            }
            events.forEach(this::on);
            Reading socket = readings.get("socket");
            stuck |= socket != null && socket.fault();
        }
        sockets.prune(ports.values());
        if (stuck && (retry == null || !retry.pending())) {
            retry = loop.schedule(System.nanoTime() + RETRY_NANOS, this::lookAround);
        }
    }

    private void on(Event event) {
        perform(routers.on(event, now()));
    }

    private void timersDue() {
        on(new Event.TimersDue());
    }

    private void rearm() {
        long next = closed ? Routers.NEVER : routers.nextDeadline();
        Timer armed = timer;
        if (armed != null && armed.pending()) {
            if (next != Routers.NEVER && armed.deadlineNanos() == next + origin) {
                return;
            }
            armed.cancel();
        }
        timer = next == Routers.NEVER ? null : loop.schedule(next + origin, this::timersDue);
    }

    private void perform(List<Effect> effects) {
        effects.forEach(performer::perform);
        if (effects.stream().anyMatch(Effect.Tell.class::isInstance)) {
            snapshot();
        }
        rearm();
    }

    // ---- snapshots

    private void snapshotAgain() {
        if (!closed) {
            snapshot();
            loop.schedule(System.nanoTime() + SNAPSHOT_NANOS, this::snapshotAgain);
        }
    }

    private void snapshot() {
        board.take(ports, performer::device, now());
    }

    FailoverStatus status() {
        return board.status();
    }
}
