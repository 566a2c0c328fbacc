package io.vigil.linux.socket;

import static io.vigil.linux.libc.Constants.*;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Message;
import io.vigil.linux.libc.SocketAddresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Receives packets of a raw socket with what the kernel tells beside them, into memory that is reused. */
final class PacketReader {
    private static final int IPV4_HEADER = 20;

    private final boolean six;
    private final int longest;
    private final Message in;

    PacketReader(boolean six, int longest) {
        this.six = six;
        this.longest = longest;
        in = new Message(longest);
    }

    /** The next packet; empty if there is none now. */
    Optional<InboundPacket> read(int fd, String name) throws LinuxException {
        int length = in.receive(fd, name);
        if (length < 0) {
            return Optional.empty();
        }
        ByteBuffer bytes = in.data().slice(0, Math.min(length, longest)).order(ByteOrder.BIG_ENDIAN);
        return Optional.of(six ? inbound6(bytes) : inbound4(bytes, name));
    }

    private InboundPacket inbound4(ByteBuffer bytes, String name) throws LinuxException {
        int headerLength = bytes.limit() < IPV4_HEADER ? 0 : (bytes.get(0) & 0xf) * 4;
        if (headerLength < IPV4_HEADER || headerLength > bytes.limit()) {
            throw new LinuxException("receive from " + name, Errno.EBADMSG, bytes.limit() + " bytes are no IP packet");
        }
        int info = in.ancillary(IPPROTO_IP, IP_PKTINFO, 12); // struct in_pktinfo
        return new InboundPacket(
                bytes,
                headerLength,
                address(bytes, 12, 4),
                address(bytes, 16, 4),
                bytes.get(8) & 0xff,
                info < 0 ? 0 : in.control().getInt(info),
                in.truncated());
    }

    private InboundPacket inbound6(ByteBuffer bytes) {
        int info = in.ancillary(IPPROTO_IPV6, IPV6_PKTINFO, 20); // struct in6_pktinfo
        int hops = in.ancillary(IPPROTO_IPV6, IPV6_HOPLIMIT, 4);
        return new InboundPacket(
                bytes,
                0,
                SocketAddresses.internet(in.name()),
                info < 0 ? SocketAddresses.of(new byte[16]) : address(in.control(), info, 16),
                hops < 0 ? -1 : in.control().getInt(hops),
                info < 0 ? 0 : in.control().getInt(info + 16),
                in.truncated());
    }

    private static InetAddress address(ByteBuffer from, int at, int length) {
        byte[] bytes = new byte[length];
        from.get(at, bytes);
        return SocketAddresses.of(bytes);
    }
}
