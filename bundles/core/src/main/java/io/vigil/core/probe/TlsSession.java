package io.vigil.core.probe;

import io.netty.handler.ssl.SslHandler;
import io.vigil.api.Addresses;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** TLS on one connection: what was asked for and, after the handshake, what was agreed on. On the connection's loop. */
final class TlsSession {
    private final TlsSettings settings;
    private final InetSocketAddress server;
    private final SslHandler handler;
    private final ShownCertificates shown;
    private Optional<TlsPeer> peer = Optional.empty();

    TlsSession(TlsSettings settings, InetSocketAddress server, SslHandler handler, ShownCertificates shown) {
        this.settings = settings;
        this.server = server;
        this.handler = handler;
        this.shown = shown;
    }

    TlsSettings settings() {
        return settings;
    }

    SslHandler handler() {
        return handler;
    }

    /** What was agreed on; empty before the handshake's end. */
    Optional<TlsPeer> peer() {
        return peer;
    }

    /** Takes notice of a finished handshake; why the certificate is not that of the peer, if it is to be and is not. */
    Optional<String> refusal() {
        SSLSession session = handler.engine().getSession();
        Optional<X509Certificate> certificate = certificate(session);
        peer = Optional.of(new TlsPeer(
                session.getProtocol(),
                session.getCipherSuite(),
                Optional.ofNullable(handler.engine().getApplicationProtocol()).filter(name -> !name.isEmpty()),
                certificate.map(c -> c.getSubjectX500Principal().getName()),
                certificate.map(c -> c.getNotAfter().toInstant()),
                !shown.take(handler.engine())));
        if (!settings.verify()) {
            return Optional.empty();
        }
        String name = settings.peerName().or(settings::serverName).orElseGet(() -> Addresses.text(server.getAddress()));
        return certificate
                .map(c -> CertificateNames.refusal(c, name))
                .orElseGet(() -> Optional.of("the server showed none"));
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? Optional.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            // The library's way to say that there is none
            return Optional.empty();
        }
    }
}
