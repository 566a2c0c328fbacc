package io.vigil.ipvs;

import io.vigil.api.AddressFamily;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses as IPVS carries them: {@code union nf_inet_addr}, 16 bytes of which IPv4 uses the first four. */
final class AddressCodec {
    private static final int UNION = 16;

    private AddressCodec() {}

    static byte[] union(InetAddress address) {
        return Arrays.copyOf(address.getAddress(), UNION);
    }

    /** The family of a number; any other than the two is no answer. */
    static AddressFamily family(int number) throws LinuxException {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.number() == number) {
                return family;
            }
        }
        throw AttributeReader.malformed("read an IPVS address", "address family " + number);
    }

    static InetAddress address(AddressFamily family, byte[] union) throws LinuxException {
        int length = family == AddressFamily.INET ? 4 : UNION;
        if (union.length < length) {
            throw AttributeReader.malformed("read an IPVS address", union.length + " bytes of " + family);
        }
        byte[] bytes = Arrays.copyOf(union, length);
        try {
            // Not InetAddress for IPv6: it would turn an IPv4-mapped address into an IPv4 one.
            return family == AddressFamily.INET
                    ? InetAddress.getByAddress(bytes)
                    : Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " bytes was refused", e);
        }
    }
}
