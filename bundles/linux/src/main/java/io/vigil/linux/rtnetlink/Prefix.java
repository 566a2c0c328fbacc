package io.vigil.linux.rtnetlink;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A network: an address and how many of its leading bits count.
 *
 * @param address 4 or 16 bytes
 * @param length 0 to 32, or to 128
 */
public record Prefix(InetAddress address, int length) {
    public Prefix {
        if (length < 0 || length > address.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "a prefix of " + length + " bits does not suit " + address.getHostAddress());
        }
    }

    /** {@code AF_INET} or {@code AF_INET6}. */
    public int family() {
        return family(address);
    }

    static int family(InetAddress address) {
        return address instanceof Inet4Address ? RouteConstants.AF_INET : RouteConstants.AF_INET6;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + length;
    }
}
