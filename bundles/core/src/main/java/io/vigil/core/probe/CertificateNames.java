package io.vigil.core.probe;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares a certificate's names with the one it must carry (RFC 9525, 6): names and addresses among its subject alternative names; a
 * {@code *} stands for the whole leftmost label. The subject's common name does not count (RFC 9525, 2).
 */
final class CertificateNames {
    private static final int DNS_NAME = 2; // GeneralName, RFC 5280, 4.2.1.6
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    /** Why the certificate is not that of this host name or address; empty when it is. */
    static Optional<String> refusal(X509Certificate certificate, String name) {
        List<String> carried = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> one : names == null ? List.<List<?>>of() : names) {
                boolean known = Objects.equals(one.get(0), DNS_NAME) || Objects.equals(one.get(0), IP_ADDRESS);
                if (known && one.get(1) instanceof String text) {
                    carried.add(text);
                }
            }
        } catch (CertificateParsingException e) {
            return Optional.of("its names cannot be read: " + e.getMessage());
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        boolean found = carried.stream()
                .anyMatch(one -> address != null
                        ? Arrays.equals(NetUtil.createByteArrayFromIpAddressString(one), address)
                        : matches(one.toLowerCase(Locale.ROOT), plain(name)));
        return found
                ? Optional.empty()
                : Optional.of("it is for " + (carried.isEmpty() ? "no name" : String.join(", ", carried)) + ", not for "
                        + name);
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** {@code *.example.org} is {@code www.example.org}, neither {@code example.org} nor {@code a.b.example.org}. */
    private static boolean matches(String pattern, String name) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && pattern.indexOf('.', 2) > 0 && pattern.substring(1).equals(name.substring(dot));
    }
}
