package io.vigil.linux.socket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A packet as it came in. It is a view of its socket's memory: the next receive overwrites it.
 *
 * @param bytes all of it, in network byte order: IPv4 with its header, IPv6 without
 * @param payloadAt where the payload begins in {@code bytes}
 * @param source who sent it
 * @param destination where it was sent to
 * @param hopLimit the TTL or hop limit it arrived with; -1 if not told
 * @param interfaceIndex where it came in; 0 if not told
 * @param truncated whether it was longer than the socket's memory
 */
public record InboundPacket(
        ByteBuffer bytes,
        int payloadAt,
        InetAddress source,
        InetAddress destination,
        int hopLimit,
        int interfaceIndex,
        boolean truncated) {
    /** What IP carries, in network byte order. */
    public ByteBuffer payload() {
        return bytes.slice(payloadAt, bytes.limit() - payloadAt).order(ByteOrder.BIG_ENDIAN);
    }
}
