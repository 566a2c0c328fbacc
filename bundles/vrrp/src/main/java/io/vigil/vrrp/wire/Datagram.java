package io.vigil.vrrp.wire;

import java.net.InetAddress;

/**
 * A received datagram of protocol 112, reused for each reception.
 *
 * <p>{@link #bytes} from {@link #offset} hold the VRRP message; the rest are the facts of the IP header.
 */
public final class Datagram {
    /** TTL or hop limit when the socket did not tell. */
    public static final int UNKNOWN = -1;

    /** Where the message is. */
    public final byte[] bytes;
    /** Where in {@link #bytes} it begins. */
    public int offset;
    /** Its length as received. */
    public int length;
    /** Length of the payload that the IPv4 header announces; equal to {@link #length} for IPv6. */
    public int announcedLength;
    /** The sender. */
    public InetAddress source;
    /** Where it was sent to. */
    public InetAddress destination;
    /** TTL or hop limit. */
    public int ttl;

    /** With room for so many bytes. */
    public Datagram(int room) {
        this(new byte[room], 0, 0, InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress(), 255);
    }

    /** A message that begins at an offset of an array and fills {@code length} bytes. */
    public Datagram(byte[] bytes, int offset, int length, InetAddress source, InetAddress destination, int ttl) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.announcedLength = length;
        this.source = source;
        this.destination = destination;
        this.ttl = ttl;
    }

    /** The virtual router id, or -1 if the message is too short to have one. */
    public int virtualRouterId() {
        return length < VrrpMessage.HEADER ? -1 : at(VrrpMessage.ROUTER_ID);
    }

    /** The version nibble, or -1. */
    public int version() {
        return length < VrrpMessage.HEADER ? -1 : at(VrrpMessage.VERSION_TYPE) >> 4;
    }

    int at(int index) {
        return bytes[offset + index] & 0xff;
    }
}
