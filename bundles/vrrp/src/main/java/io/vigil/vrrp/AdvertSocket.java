package io.vigil.vrrp;

import io.vigil.api.AddressFamily;
import io.vigil.linux.LinuxException;
import io.vigil.linux.loop.EventLoop;
import io.vigil.linux.loop.Registration;
import io.vigil.linux.socket.Destination;
import io.vigil.linux.socket.InboundPacket;
import io.vigil.linux.socket.RawSocket;
import io.vigil.vrrp.wire.Datagram;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The two raw sockets of one interface and group, or of one unicast address (S1 to S3). VRRP thread. */
final class AdvertSocket implements AutoCloseable {
    private static final int VRRP = 112;
    private static final int NETWORK_CONTROL = 0xc0;
    private static final int CHECKSUM_OFFSET = 6;
    private static final int RECEIVE_BUFFER = 1 << 20;
    /** Packets of one wake-up; the loop comes back for more. */
    private static final int AT_ONCE = 64;

    private final SocketKey key;
    private final RawSocket in;
    private final RawSocket out;
    private final Datagram datagram = new Datagram(9216);
    private @Nullable Registration registration;

    private AdvertSocket(SocketKey key, RawSocket in, RawSocket out) {
        this.key = key;
        this.in = in;
        this.out = out;
    }

    static AdvertSocket open(SocketKey key) throws LinuxException {
        boolean six = key.family() == AddressFamily.INET6;
        RawSocket in = six ? RawSocket.ipv6(VRRP) : RawSocket.ipv4(VRRP);
        try {
            listen(key, in, six);
            RawSocket out = six ? RawSocket.ipv6(VRRP) : RawSocket.ipv4(VRRP);
            try {
                prepare(key, out, six);
                return new AdvertSocket(key, in, out);
            } catch (LinuxException e) {
                out.close();
                throw e;
            }
        } catch (LinuxException e) {
            in.close();
            throw e;
        }
    }

    private static void listen(SocketKey key, RawSocket in, boolean six) throws LinuxException {
        in.receiveBuffer(RECEIVE_BUFFER);
        if (six) {
            in.checksumAt(CHECKSUM_OFFSET);
        }
        if (key.multicast()) {
            in.bindToDevice(key.interfaceName()).join(key.local(), key.interfaceIndex());
        } else {
            in.freeBind();
        }
        in.bind(key.local(), key.interfaceIndex());
    }

    private static void prepare(SocketKey key, RawSocket out, boolean six) throws LinuxException {
        out.sendOnly().priority(6);
        if (six) {
            out.checksumAt(CHECKSUM_OFFSET).trafficClass(NETWORK_CONTROL);
        } else {
            out.includeHeader();
        }
        if (key.multicast()) {
            out.bindToDevice(key.interfaceName())
                    .multicastInterface(key.interfaceIndex())
                    .multicastLoop(false)
                    .multicastHops(255);
        }
    }

    SocketKey key() {
        return key;
    }

    /** Hands every datagram that comes to the consumer; it is overwritten by the next. */
    void watch(EventLoop loop, Consumer<Datagram> arrivals, Consumer<LinuxException> failures) throws LinuxException {
        registration = loop.register(in.fd(), EventLoop.READ, events -> {
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    Optional<InboundPacket> packet = in.receive();
                    if (packet.isEmpty()) {
                        return;
                    }
                    arrivals.accept(fill(packet.get()));
                }
            } catch (LinuxException e) {
                failures.accept(e);
            }
        });
    }

    private Datagram fill(InboundPacket packet) {
        ByteBuffer bytes = packet.bytes();
        int length = Math.min(bytes.limit() - packet.payloadAt(), datagram.bytes.length);
        bytes.get(packet.payloadAt(), datagram.bytes, 0, length);
        datagram.offset = 0;
        datagram.length = length;
        datagram.announcedLength = packet.payloadAt() == 0 ? length : announced(bytes, packet.payloadAt());
        datagram.source = packet.source();
        datagram.destination = packet.destination();
        datagram.ttl = packet.hopLimit();
        return datagram;
    }

    /** Total length of the IPv4 header less the header. */
    private static int announced(ByteBuffer bytes, int headerLength) {
        return (bytes.getShort(2) & 0xffff) - headerLength;
    }

    /** Sends; false if the kernel has no room now. */
    boolean send(ByteBuffer packet, Destination destination) throws LinuxException {
        return out.send(packet, destination);
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
        in.close();
        out.close();
    }
}
