package io.vigil.linux.frame;

import io.vigil.linux.Errno;
import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.SocketAddresses;
import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * An ARP packet for IPv4 in an Ethernet frame (RFC 826): 42 bytes.
 *
 * @param destination the frame's destination
 * @param source the frame's source
 * @param operation {@link #REQUEST} or {@link #REPLY}
 * @param senderHardware where the sender's address lives
 * @param sender the sender's address
 * @param targetHardware the hardware address asked for or told to
 * @param target the address asked for or told to
 */
public record ArpFrame(
        HardwareAddress destination,
        HardwareAddress source,
        int operation,
        HardwareAddress senderHardware,
        Inet4Address sender,
        HardwareAddress targetHardware,
        Inet4Address target) {
    /** Who has the target? */
    public static final int REQUEST = 1;
    /** The sender has it. */
    public static final int REPLY = 2;
    /** The size of the frame without padding. */
    public static final int LENGTH = 42;

    private static final int MAC = 6;
    private static final int ETHERTYPE = 0x0806;
    private static final int ETHERNET = 1;
    private static final int IPV4 = 0x0800;

    public ArpFrame {
        if (destination.length() != MAC || source.length() != MAC) {
            throw new IllegalArgumentException("Ethernet addresses have 6 bytes");
        }
        if (senderHardware.length() != MAC || targetHardware.length() != MAC) {
            throw new IllegalArgumentException("Ethernet addresses have 6 bytes");
        }
    }

    /** Tells everybody on the link that the address lives here: a broadcast request of the address for itself. */
    public static ArpFrame gratuitous(HardwareAddress hardware, Inet4Address address) {
        return new ArpFrame(
                HardwareAddress.BROADCAST, hardware, REQUEST, hardware, address, HardwareAddress.BROADCAST, address);
    }

    /** The frame's bytes. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH);
        out.put(destination.bytes()).put(source.bytes()).putShort((short) ETHERTYPE);
        out.putShort((short) ETHERNET).putShort((short) IPV4).put((byte) MAC).put((byte) 4);
        out.putShort((short) operation);
        out.put(senderHardware.bytes()).put(sender.getAddress());
        out.put(targetHardware.bytes()).put(target.getAddress());
        return out.array();
    }

    /** Reads a frame; padding behind it is ignored. {@code EBADMSG} if it is not ARP for IPv4 on Ethernet. */
    public static ArpFrame decode(byte[] frame) throws LinuxException {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < LENGTH
                || in.getShort(12) != ETHERTYPE
                || in.getShort(14) != ETHERNET
                || in.getShort(16) != IPV4
                || in.get(18) != MAC
                || in.get(19) != 4) {
            throw new LinuxException("read an ARP frame", Errno.EBADMSG, "not ARP for IPv4 on Ethernet");
        }
        return new ArpFrame(
                hardware(in, 0),
                hardware(in, 6),
                in.getShort(20) & 0xffff,
                hardware(in, 22),
                address(in, 28),
                hardware(in, 32),
                address(in, 38));
    }

    static HardwareAddress hardware(ByteBuffer in, int at) {
        byte[] bytes = new byte[MAC];
        in.get(at, bytes);
        return HardwareAddress.of(bytes);
    }

    private static Inet4Address address(ByteBuffer in, int at) {
        byte[] bytes = new byte[4];
        in.get(at, bytes);
        return (Inet4Address) SocketAddresses.of(bytes);
    }
}
