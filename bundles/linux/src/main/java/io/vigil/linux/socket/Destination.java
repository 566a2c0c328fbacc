package io.vigil.linux.socket;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a packet goes and how.
 *
 * @param address a unicast or multicast address
 * @param interfaceIndex the interface, which IPv6 needs for multicast and link-local addresses; 0 for none
 * @param source the source address, IPv6 (IPv4 has it in the header that the caller writes); empty for the kernel's choice
 * @param hopLimit IPv6; {@link #DEFAULT_HOPS} for the socket's own
 */
public record Destination(InetAddress address, int interfaceIndex, Optional<InetAddress> source, int hopLimit) {
    /** The hop limit that was set for the socket. */
    public static final int DEFAULT_HOPS = -1;

    /** An address; the kernel and the socket's options decide the rest. */
    public static Destination of(InetAddress address) {
        return new Destination(address, 0, Optional.empty(), DEFAULT_HOPS);
    }
}
