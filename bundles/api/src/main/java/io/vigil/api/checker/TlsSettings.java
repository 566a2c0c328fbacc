package io.vigil.api.checker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a check speaks TLS. Like the reference, certificates are not verified unless asked for. Two equal settings share sessions.
 *
 * @param serverName the name to send (SNI, RFC 6066 section 3); empty sends none
 * @param verify whether the certificate must be valid and be that of {@code peerName}
 * @param closeNotify whether to end with a close_notify alert
 * @param peerName the name that a verified certificate must carry; the server name when empty, and the address without either
 * @param authorities PEM file of the certificates to trust; those of the JVM when empty
 * @param identity what we show when the server asks
 * @param applicationProtocols what is offered by ALPN (RFC 7301), best first; empty offers nothing
 */
public record TlsSettings(
        Optional<String> serverName,
        boolean verify,
        boolean closeNotify,
        Optional<String> peerName,
        Optional<Path> authorities,
        Optional<Identity> identity,
        List<String> applicationProtocols) {
    /**
     * A client certificate.
     *
     * @param certificate PEM file of the certificate and the chain above it
     * @param key PEM file of its private key, PKCS 8, not encrypted
     */
    public record Identity(Path certificate, Path key) {}

    public TlsSettings {
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /** With this name, nothing verified, nothing offered. */
    public static TlsSettings trusting(Optional<String> serverName) {
        return of(serverName, false, List.of());
    }

    /** With this name, which a certificate must have when it is verified, and by the JVM's authorities. */
    public static TlsSettings of(Optional<String> serverName, boolean verify, List<String> applicationProtocols) {
        return new TlsSettings(
                serverName, verify, true, Optional.empty(), Optional.empty(), Optional.empty(), applicationProtocols);
    }
}
