package io.vigil.api;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Numeric addresses as text, IPv6 in the canonical form of RFC 5952. */
public final class Addresses {
    private Addresses() {}

    /** The address without zone, IPv6 compressed and in lower case. */
    public static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] b = address.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((b[2 * i] & 0xff) << 8) | (b[2 * i + 1] & 0xff);
        }
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int n = i;
            while (n < 8 && groups[n] == 0) {
                n++;
            }
            if (n - i > bestLength) {
                best = i;
                bestLength = n - i;
            }
        }
        StringBuilder out = new StringBuilder(40);
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += bestLength - 1;
                continue;
            }
            if (i > 0 && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            out.append(Integer.toHexString(groups[i]));
        }
        return out.toString();
    }
}
