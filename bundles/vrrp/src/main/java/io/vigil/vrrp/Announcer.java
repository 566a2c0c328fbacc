package io.vigil.vrrp;

import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.frame.ArpFrame;
import io.vigil.linux.frame.NeighbourAdvertisement;
import io.vigil.linux.rtnetlink.Link;
import io.vigil.linux.rtnetlink.RouteConstants;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends gratuitous ARP and unsolicited NA. Each interface has a queue; a gap between packets, or many of them, leave the VRRP
 * thread free for adverts in between.
 */
final class Announcer {
    /** Sends a frame; false if there is no room now. */
    @FunctionalInterface
    interface FrameSender {
        boolean send(ByteBuffer frame, int interfaceIndex) throws LinuxException;
    }

    /** So many frames of a lane go before adverts get their turn again. */
    private static final int AT_ONCE = 64;
    /** How long to leave the thread to others between two such bursts. */
    private static final long BREATH_NANOS = 1_000_000;

    private static final int MAC = 6;
    private static final int SILENT = RouteConstants.IFF_NOARP | RouteConstants.IFF_LOOPBACK;

    private record Frame(String router, ByteBuffer bytes, long gapNanos) {}

    private static final class Lane {
        final ArrayDeque<Frame> frames = new ArrayDeque<>();
        long nextAt;
    }

    private final FrameSender sender;
    private final Consumer<String> problems;
    private final Map<Integer, Lane> lanes = new HashMap<>();

    Announcer(FrameSender sender, Consumer<String> problems) {
        this.sender = sender;
        this.problems = problems;
    }

    /** An address and the interface it is announced on. */
    record Target(InetAddress address, Link link) {}

    /** Queues rounds of announcements and sends what may go at once. */
    void announce(
            String router, List<Target> targets, int rounds, Duration arpGap, Duration naGap, boolean forwarding) {
        List<Frame> round = new ArrayList<>();
        List<Lane> where = new ArrayList<>();
        for (Target target : targets) {
            Link link = target.link();
            if (link.hardwareAddress().length() != MAC || (link.flags() & SILENT) != 0) {
                continue; // A8
            }
            ByteBuffer bytes = ByteBuffer.wrap(frame(target.address(), link.hardwareAddress(), forwarding));
            long gap = (target.address() instanceof Inet4Address ? arpGap : naGap).toNanos();
            round.add(new Frame(router, bytes, gap));
            where.add(lanes.computeIfAbsent(link.index(), i -> new Lane()));
        }
        for (int i = 0; i < rounds; i++) {
            for (int j = 0; j < round.size(); j++) {
                where.get(j).frames.add(round.get(j));
            }
        }
    }

    private static byte[] frame(InetAddress address, HardwareAddress hardware, boolean forwarding) {
        return address instanceof Inet4Address four
                ? ArpFrame.gratuitous(hardware, four).encode()
                : NeighbourAdvertisement.unsolicited(hardware, (Inet6Address) address, forwarding)
                        .encode();
    }

    /** Forgets what this router has queued. */
    void cancel(String router) {
        lanes.values().forEach(l -> l.frames.removeIf(f -> f.router().equals(router)));
    }

    /** Sends what is due; returns when to come back, {@link Long#MAX_VALUE} for never. */
    long send(long now) {
        long next = Long.MAX_VALUE;
        for (Iterator<Map.Entry<Integer, Lane>> all = lanes.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Lane> entry = all.next();
            Lane lane = entry.getValue();
            send(entry.getKey(), lane, now);
            if (!lane.frames.isEmpty()) {
                next = Math.min(next, lane.nextAt);
            } else if (lane.nextAt <= now) {
                all.remove();
            }
        }
        return next;
    }

    private void send(int interfaceIndex, Lane lane, long now) {
        for (int sent = 0; !lane.frames.isEmpty() && lane.nextAt <= now; sent++) {
            if (sent == AT_ONCE) {
                lane.nextAt = now + BREATH_NANOS;
                return;
            }
            Frame frame = lane.frames.element();
            try {
                if (!sender.send(frame.bytes(), interfaceIndex)) {
                    lane.nextAt = now + BREATH_NANOS;
                    return;
                }
            } catch (LinuxException e) {
                problems.accept(frame.router() + ": " + e.getMessage() + "; the other announcements on it are dropped");
                lane.frames.clear();
                return;
            }
            lane.frames.remove();
            if (frame.gapNanos() > 0) {
                lane.nextAt = now + frame.gapNanos();
            }
        }
    }
}
