package io.vigil.linux.frame;

import io.vigil.linux.Errno;
import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.SocketAddresses;
import java.net.Inet6Address;
import java.nio.ByteBuffer;

/**
 * A neighbour advertisement (RFC 4861 section 4.4) in an Ethernet frame, with the target's link-layer address: 86 bytes.
 *
 * @param ethernetDestination the frame's destination
 * @param ethernetSource the frame's source
 * @param source the packet's source
 * @param destination the packet's destination
 * @param router whether the target is a router
 * @param solicited whether somebody asked
 * @param override whether to forget what was known
 * @param target the address told of
 * @param hardware where it lives
 */
public record NeighbourAdvertisement(
        HardwareAddress ethernetDestination,
        HardwareAddress ethernetSource,
        Inet6Address source,
        Inet6Address destination,
        boolean router,
        boolean solicited,
        boolean override,
        Inet6Address target,
        HardwareAddress hardware) {
    /** The size of the frame. */
    public static final int LENGTH = 86;

    private static final HardwareAddress ALL_NODES_MAC = HardwareAddress.of("33:33:00:00:00:01");
    private static final Inet6Address ALL_NODES =
            address(new byte[] {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    private static final int ETHERTYPE = 0x86dd;
    private static final int IP = 14;
    private static final int ICMP = IP + 40;
    private static final int ICMP_LENGTH = 32;
    private static final int ICMPV6 = 58;
    private static final int ADVERTISEMENT = 136;
    private static final int HOP_LIMIT = 255;

    /** Tells everybody on the link that the address lives here, whatever they knew. */
    public static NeighbourAdvertisement unsolicited(HardwareAddress hardware, Inet6Address address, boolean router) {
        return new NeighbourAdvertisement(
                ALL_NODES_MAC, hardware, address, ALL_NODES, router, false, true, address, hardware);
    }

    /** The frame's bytes. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH);
        out.put(ethernetDestination.bytes()).put(ethernetSource.bytes()).putShort((short) ETHERTYPE);
        out.putInt(0x6000_0000).putShort((short) ICMP_LENGTH).put((byte) ICMPV6).put((byte) HOP_LIMIT);
        out.put(source.getAddress()).put(destination.getAddress());
        out.put((byte) ADVERTISEMENT).put((byte) 0).putShort((short) 0);
        out.putInt((router ? 1 << 31 : 0) | (solicited ? 1 << 30 : 0) | (override ? 1 << 29 : 0));
        out.put(target.getAddress());
        out.put((byte) 2).put((byte) 1).put(hardware.bytes());
        out.putShort(ICMP + 2, (short) checksum(out, source, destination));
        return out.array();
    }

    /** Reads a frame of exactly this shape with a right checksum; {@code EBADMSG} for any other. */
    public static NeighbourAdvertisement decode(byte[] frame) throws LinuxException {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < LENGTH
                || in.getShort(12) != (short) ETHERTYPE
                || in.getShort(IP + 4) != ICMP_LENGTH
                || in.get(IP + 6) != ICMPV6
                || in.get(IP + 7) != (byte) HOP_LIMIT
                || in.get(ICMP) != (byte) ADVERTISEMENT
                || in.get(ICMP + 24) != 2
                || in.get(ICMP + 25) != 1) {
            throw new LinuxException("read a neighbour advertisement", Errno.EBADMSG, "the frame is something else");
        }
        Inet6Address source = address(in, IP + 8);
        Inet6Address destination = address(in, IP + 24);
        if (checksum(in, source, destination) != 0) {
            throw new LinuxException("read a neighbour advertisement", Errno.EBADMSG, "wrong checksum");
        }
        int flags = in.getInt(ICMP + 4);
        return new NeighbourAdvertisement(
                ArpFrame.hardware(in, 0),
                ArpFrame.hardware(in, 6),
                source,
                destination,
                (flags & 1 << 31) != 0,
                (flags & 1 << 30) != 0,
                (flags & 1 << 29) != 0,
                address(in, ICMP + 8),
                ArpFrame.hardware(in, ICMP + 26));
    }

    private static int checksum(ByteBuffer frame, Inet6Address source, Inet6Address destination) {
        return InternetChecksum.finish(InternetChecksum.pseudoHeader(source, destination, ICMPV6, ICMP_LENGTH)
                + InternetChecksum.sum(frame, ICMP, ICMP_LENGTH));
    }

    private static Inet6Address address(ByteBuffer in, int at) {
        byte[] bytes = new byte[16];
        in.get(at, bytes);
        return address(bytes);
    }

    private static Inet6Address address(byte[] bytes) {
        return (Inet6Address) SocketAddresses.of(bytes);
    }
}
