package io.vigil.vrrp;

import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.Timer;
import io.vigil.linux.rtnetlink.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns addresses into announcements on the right interface, and comes back for those that must wait. VRRP thread. */
final class Announcing implements AutoCloseable {
    private static final long FORWARDING_KNOWN_NANOS = 5_000_000_000L;

    private record Forwarding(boolean on, long asOf) {}

    private final EventLoop loop;
    private final HostNetwork network;
    private final Announcer announcer;
    private final Map<String, Forwarding> forwarding = new HashMap<>();
    private @Nullable Timer timer;

    Announcing(EventLoop loop, HostNetwork network, Announcer announcer) {
        this.loop = loop;
        this.network = network;
        this.announcer = announcer;
    }

    /** Announces an instance's addresses, each on its interface, in rounds. */
    void announce(VrrpInstance settings, List<VirtualAddress> addresses, String device, int rounds) {
        List<Announcer.Target> targets = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            Link link = network.link(address.device().orElse(device));
            if (link != null) {
                targets.add(new Announcer.Target(address.address(), link));
            }
        }
        queue(settings, targets, rounds);
    }

    /** Announces addresses of one interface once. */
    void announce(VrrpInstance settings, List<InetAddress> addresses, int interfaceIndex) {
        Link link = network.link(interfaceIndex);
        if (link != null) {
            queue(
                    settings,
                    addresses.stream().map(a -> new Announcer.Target(a, link)).toList(),
                    1);
        }
    }

    private void queue(VrrpInstance settings, List<Announcer.Target> targets, int rounds) {
        boolean router = !targets.isEmpty() && forwards(targets.get(0).link().name());
        announcer.announce(
                settings.name(),
                targets,
                rounds,
                settings.announcements().arpGap(),
                settings.announcements().naGap(),
                router);
        send();
    }

    void cancel(String router) {
        announcer.cancel(router);
    }

    private void send() {
        long next = announcer.send(System.nanoTime());
        Timer armed = timer;
        if (armed != null) {
            armed.cancel();
        }
        timer = next == Long.MAX_VALUE ? null : loop.schedule(next, this::send);
    }

    /** A6: the router flag; the kernel answers such a read from memory. */
    private boolean forwards(String interfaceName) {
        long now = System.nanoTime();
        Forwarding known = forwarding.get(interfaceName);
        if (known == null || now - known.asOf() > FORWARDING_KNOWN_NANOS) {
            known = new Forwarding(readForwarding(interfaceName), now);
            forwarding.put(interfaceName, known);
        }
        return known.on();
    }

    private static boolean readForwarding(String interfaceName) {
        try {
            Path file = Path.of("/proc/sys/net/ipv6/conf", interfaceName, "forwarding");
            return Files.readString(file).startsWith("1");
        } catch (IOException e) {
            return false; // no IPv6 here, or the interface has just gone
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
