package io.vigil.api.checker;

import java.time.Instant;
import java.util.Optional;

/**
 * What TLS agreed on with a server.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher the cipher suite's name
 * @param applicationProtocol what ALPN chose
 * @param subject whose certificate it showed, as a distinguished name; empty when it showed none
 * @param expires when that certificate ends to be valid
 * @param resumed whether an earlier session was resumed, so that no certificate was shown anew
 */
public record TlsPeer(
        String version,
        String cipher,
        Optional<String> applicationProtocol,
        Optional<String> subject,
        Optional<Instant> expires,
        boolean resumed) {}
