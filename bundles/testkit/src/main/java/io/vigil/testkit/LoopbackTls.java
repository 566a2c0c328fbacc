package io.vigil.testkit;

import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS of a {@link LoopbackConnection}, as a check's settings ask for. */
final class LoopbackTls {
    private LoopbackTls() {}

    /** Shakes hands on an open connection. */
    static SSLSocket secure(Socket plain, InetSocketAddress server, TlsSettings settings) throws IOException {
        String name = settings.peerName()
                .or(settings::serverName)
                .orElse(server.getAddress().getHostAddress());
        SSLSocket secure =
                (SSLSocket) context(settings).getSocketFactory().createSocket(plain, name, server.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setServerNames(settings.serverName()
                .<List<SNIServerName>>map(sent -> List.of(new SNIHostName(sent)))
                .orElse(List.of()));
        parameters.setApplicationProtocols(settings.applicationProtocols().toArray(String[]::new));
        if (settings.verify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** What was agreed on. */
    static TlsPeer peer(SSLSocket secure) {
        SSLSession session = secure.getSession();
        Optional<X509Certificate> certificate = certificate(session);
        return new TlsPeer(
                session.getProtocol(),
                session.getCipherSuite(),
                Optional.ofNullable(secure.getApplicationProtocol()).filter(chosen -> !chosen.isEmpty()),
                certificate.map(c -> c.getSubjectX500Principal().getName()),
                certificate.map(c -> c.getNotAfter().toInstant()),
                false);
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static SSLContext context(TlsSettings settings) throws IOException {
        try {
            KeyManager @Nullable [] keys = settings.identity().isEmpty()
                    ? null
                    : Pem.shows(
                            Files.readAllBytes(settings.identity().get().certificate()),
                            Files.readAllBytes(settings.identity().get().key()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust(settings), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trust(TlsSettings settings) throws IOException, GeneralSecurityException {
        if (!settings.verify()) {
            return new TrustManager[] {new TrustsEverybody()};
        }
        return settings.authorities().isEmpty()
                ? null
                : Pem.trusts(Files.readAllBytes(settings.authorities().get()));
    }

    private static final class TrustsEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
