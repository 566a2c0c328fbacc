package io.vigil.api.failover;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address that moves with its instance.
 *
 * @param address the address
 * @param prefixLength 0 to 32, or 0 to 128
 * @param device the interface it goes on; empty for the instance's
 * @param label label of an IPv4 address, such as {@code eth0:vip}
 * @param broadcast broadcast address
 * @param scope its scope as in rtnetlink.h: 0 global, 253 link, 254 host
 * @param peer the other end of a point-to-point link
 * @param tracked whether its removal by others, or its interface going down, matters (not {@code no_track})
 * @param detectDuplicates IPv6: whether duplicate address detection runs ({@code -nodad})
 * @param home IPv6 {@code home} flag
 */
public record VirtualAddress(
        InetAddress address,
        int prefixLength,
        Optional<String> device,
        Optional<String> label,
        Optional<InetAddress> broadcast,
        int scope,
        Optional<InetAddress> peer,
        boolean tracked,
        boolean detectDuplicates,
        boolean home) {}
