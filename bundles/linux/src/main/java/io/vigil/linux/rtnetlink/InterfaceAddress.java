package io.vigil.linux.rtnetlink;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address on an interface. Two are the same to the kernel if interface, address, prefix length and peer are.
 *
 * @param interfaceIndex the interface
 * @param address the address
 * @param prefixLength how many of its bits are the network's
 * @param peer the other end of a point-to-point link
 * @param broadcast the broadcast address, IPv4
 * @param label a name beginning with the interface's, IPv4; empty for none
 * @param scope {@code RT_SCOPE_…}
 * @param flags bits of {@code IFA_F_…}; some of them the kernel sets
 * @param preferredSeconds for how long it is preferred as a source; 0: not at all (deprecated), {@link #FOREVER}
 * @param protocol who put it there, {@code RTPROT_…} (kernels from 5.18); 0: not said
 */
public record InterfaceAddress(
        int interfaceIndex,
        InetAddress address,
        int prefixLength,
        Optional<InetAddress> peer,
        Optional<InetAddress> broadcast,
        String label,
        int scope,
        int flags,
        long preferredSeconds,
        int protocol) {
    /** No end. */
    public static final long FOREVER = 0xffff_ffffL;

    /** An address with nothing special about it: global, preferred for ever. */
    public static InterfaceAddress of(int interfaceIndex, InetAddress address, int prefixLength) {
        return new InterfaceAddress(
                interfaceIndex, address, prefixLength, Optional.empty(), Optional.empty(), "", 0, 0, FOREVER, 0);
    }

    /** The same with a peer. */
    public InterfaceAddress withPeer(InetAddress other) {
        return new InterfaceAddress(
                interfaceIndex,
                address,
                prefixLength,
                Optional.of(other),
                broadcast,
                label,
                scope,
                flags,
                preferredSeconds,
                protocol);
    }

    /** The same with a broadcast address. */
    public InterfaceAddress withBroadcast(InetAddress other) {
        return new InterfaceAddress(
                interfaceIndex,
                address,
                prefixLength,
                peer,
                Optional.of(other),
                label,
                scope,
                flags,
                preferredSeconds,
                protocol);
    }

    /** The same with a label. */
    public InterfaceAddress withLabel(String other) {
        return new InterfaceAddress(
                interfaceIndex,
                address,
                prefixLength,
                peer,
                broadcast,
                other,
                scope,
                flags,
                preferredSeconds,
                protocol);
    }

    /** The same with a scope. */
    public InterfaceAddress withScope(int other) {
        return new InterfaceAddress(
                interfaceIndex,
                address,
                prefixLength,
                peer,
                broadcast,
                label,
                other,
                flags,
                preferredSeconds,
                protocol);
    }

    /** The same with these flags and no others. */
    public InterfaceAddress withFlags(int other) {
        return new InterfaceAddress(
                interfaceIndex,
                address,
                prefixLength,
                peer,
                broadcast,
                label,
                scope,
                other,
                preferredSeconds,
                protocol);
    }

    /** The same, preferred for so long. */
    public InterfaceAddress withPreferredSeconds(long other) {
        return new InterfaceAddress(
                interfaceIndex, address, prefixLength, peer, broadcast, label, scope, flags, other, protocol);
    }

    /** The same, put there by that protocol. */
    public InterfaceAddress withProtocol(int other) {
        return new InterfaceAddress(
                interfaceIndex, address, prefixLength, peer, broadcast, label, scope, flags, preferredSeconds, other);
    }

    /** Whether the kernel would call these the same address. */
    public boolean sameAs(InterfaceAddress other) {
        return interfaceIndex == other.interfaceIndex
                && prefixLength == other.prefixLength
                && address.equals(other.address)
                && peer.equals(other.peer);
    }

    /** Address and prefix length, as people write it. */
    public String text() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
