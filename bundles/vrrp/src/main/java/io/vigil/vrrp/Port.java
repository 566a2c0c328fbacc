package io.vigil.vrrp;

import io.vigil.api.AddressFamily;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Peer;
import io.vigil.linux.LinuxException;
import io.vigil.linux.socket.Destination;
import io.vigil.vrrp.wire.AdvertWriter;
import io.vigil.vrrp.wire.ReceiveRules;
import io.vigil.vrrp.wire.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one instance meets the network: its packets, addresses and sockets. VRRP thread. */
final class Port {
    private static final int IP_HEADER = 20;
    private static final int VRRP = 112;

    private VrrpInstance settings;
    private AdvertWriter writer;
    private ReceiveRules rules;
    private List<Tracker> trackers;
    private ByteBuffer packet = ByteBuffer.allocate(0);
    private List<Destination> destinations = List.of();
    private byte[] sourceBytes = new byte[0];
    private @Nullable InetAddress source;
    private @Nullable AdvertSocket socket;
    private int identification;
    private Map<String, Reading> readings = new LinkedHashMap<>();
    private final Set<Reception.Reason> told = EnumSet.noneOf(Reception.Reason.class);
    private boolean toldOfAddresses;
    private boolean failing;

    /** Lays packets and checks out; call it on any thread, it only computes. */
    Port(VrrpInstance settings, List<Tracker> trackers) {
        this.settings = settings;
        this.trackers = trackers;
        writer = new AdvertWriter(settings);
        rules = new ReceiveRules(settings);
    }

    /** Goes on with the settings of another port that was prepared for it. */
    void become(Port prepared) {
        settings = prepared.settings;
        writer = prepared.writer;
        rules = prepared.rules;
        trackers = prepared.trackers;
        layOut();
    }

    VrrpInstance settings() {
        return settings;
    }

    String name() {
        return settings.name();
    }

    List<Tracker> trackers() {
        return trackers;
    }

    ReceiveRules rules() {
        return rules;
    }

    boolean six() {
        return settings.family() == AddressFamily.INET6;
    }

    boolean unicast() {
        return !settings.adverts().peers().isEmpty();
    }

    boolean hasPeer(InetAddress address) {
        return settings.adverts().peers().stream().anyMatch(p -> p.address().equals(address));
    }

    @Nullable
    InetAddress source() {
        return source;
    }

    @Nullable
    AdvertSocket socket() {
        return socket;
    }

    /** Where each advert is sent to. */
    List<Destination> destinations() {
        return destinations;
    }

    Map<String, Reading> readings() {
        return readings;
    }

    void readings(Map<String, Reading> now) {
        readings = now;
    }

    /** Where adverts come from and go through; null while there is none. */
    void bind(@Nullable InetAddress newSource, @Nullable AdvertSocket newSocket) {
        source = newSource;
        sourceBytes = newSource == null ? new byte[0] : newSource.getAddress();
        socket = newSocket;
        layOut();
    }

    private void layOut() {
        int index = socket == null ? 0 : socket.key().interfaceIndex();
        List<Destination> to = new ArrayList<>();
        Optional<InetAddress> from = Optional.ofNullable(source);
        if (unicast()) {
            for (Peer peer : settings.adverts().peers()) {
                boolean scoped = peer.address().isLinkLocalAddress();
                to.add(new Destination(
                        peer.address(),
                        scoped ? index : 0,
                        from,
                        settings.adverts().ttl()));
            }
        } else {
            to.add(new Destination(settings.adverts().group(), index, from, Destination.DEFAULT_HOPS));
        }
        destinations = to;
        packet = ByteBuffer.allocate(IP_HEADER + writer.length());
    }

    /** Sends an advert to the group or to each peer. */
    void advertise(int priority) throws LinuxException {
        AdvertSocket through = socket;
        InetAddress from = source;
        if (through == null || from == null) {
            return;
        }
        identification = identification == 0xffff ? 1 : identification + 1;
        for (Destination destination : destinations) {
            byte[] to = destination.address().getAddress();
            packet.clear();
            if (!six()) {
                header(to);
            }
            writer.write(packet, priority, sourceBytes, to);
            through.send(packet.flip(), destination);
        }
    }

    /** K1; the kernel fills the header's checksum in. */
    private void header(byte[] to) {
        int ttl = unicast() ? settings.adverts().ttl() : 255;
        packet.put((byte) 0x45).put((byte) 0xc0).putShort((short) (IP_HEADER + writer.length()));
        packet.putShort((short) identification).putShort((short) 0);
        packet.put((byte) ttl).put((byte) VRRP).putShort((short) 0);
        packet.put(sourceBytes).put(to);
    }

    /** An advert went out. */
    void sent() {
        failing = false;
    }

    /** True for the first advert that could not be sent since one could. */
    boolean firstFailure() {
        boolean first = !failing;
        failing = true;
        return first;
    }

    /** True once for each reason until {@link #forgetTold}. */
    boolean firstTime(Reception.Reason reason) {
        return told.add(reason);
    }

    /** Likewise for an advert that names other addresses. */
    boolean firstTimeOtherAddresses() {
        boolean first = !toldOfAddresses;
        toldOfAddresses = true;
        return first;
    }

    /** A new state or a new master: rejections are worth telling again. */
    void forgetTold() {
        told.clear();
        toldOfAddresses = false;
    }
}
