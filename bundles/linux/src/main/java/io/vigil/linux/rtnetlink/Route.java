package io.vigil.linux.rtnetlink;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A route with at most one next hop.
 *
 * @param destination where it leads; length 0 is the default route
 * @param gateway the next hop, of the destination's family
 * @param interfaceIndex the interface it goes out by; 0 if none is named
 * @param source the preferred source address
 * @param table the routing table
 * @param metric the lower the better; 0 is the kernel's default
 * @param scope {@code RT_SCOPE_…}
 * @param protocol who put it there, {@code RTPROT_…}
 * @param type {@code RTN_…}
 * @param flags bits of {@code RTNH_F_…}
 */
public record Route(
        Prefix destination,
        Optional<InetAddress> gateway,
        int interfaceIndex,
        Optional<InetAddress> source,
        int table,
        int metric,
        int scope,
        int protocol,
        int type,
        int flags) {
    /** Destination, gateway and interface, as people write it. */
    public String text() {
        return destination
                + gateway.map(g -> " via " + g.getHostAddress()).orElse("")
                + (interfaceIndex == 0 ? "" : " by interface " + interfaceIndex)
                + " in table " + table;
    }
}
