package io.vigil.vrrp;

import io.vigil.linux.rtnetlink.InterfaceAddress;
import io.vigil.linux.rtnetlink.RouteConstants;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The address that an instance's adverts come from.
 *
 * @param address null if there is none
 * @param soon whether one is there that the kernel is still testing for duplicates
 */
record SourceChoice(@Nullable InetAddress address, boolean soon) {
    /**
     * IPv4: the interface's first address, primary before secondary. IPv6: its link-local address for multicast, else the
     * first of any scope. Virtual addresses never count, whoever left them there (F10).
     */
    static SourceChoice of(boolean six, boolean linkLocal, List<InterfaceAddress> addresses, Set<InetAddress> virtual) {
        @Nullable InetAddress secondary = null;
        boolean soon = false;
        for (InterfaceAddress candidate : addresses) {
            InetAddress address = candidate.address();
            boolean fits = six != address instanceof Inet4Address
                    && (!six || !linkLocal || address.isLinkLocalAddress())
                    && !virtual.contains(address)
                    && (candidate.flags() & RouteConstants.IFA_F_DADFAILED) == 0;
            if (!fits) {
                continue;
            }
            if (six && (candidate.flags() & RouteConstants.IFA_F_TENTATIVE) != 0) {
                soon = true;
            } else if (six || (candidate.flags() & RouteConstants.IFA_F_SECONDARY) == 0) {
                return new SourceChoice(address, false);
            } else if (secondary == null) {
                secondary = address;
            }
        }
        return new SourceChoice(secondary, soon);
    }
}
