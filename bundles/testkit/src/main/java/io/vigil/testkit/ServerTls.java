package io.vigil.testkit;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How a {@link ScriptedServer} speaks TLS.
 *
 * @param certificate what it shows
 * @param clientsOf the authority that a client's certificate must come from; empty when it asks for none
 * @param applicationProtocols what it speaks by ALPN, best first; empty when it knows no ALPN
 */
public record ServerTls(
        TestCertificate certificate, Optional<TestCertificate> clientsOf, List<String> applicationProtocols) {
    public ServerTls {
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /** Shows this certificate, asks for none and knows no ALPN. */
    public static ServerTls showing(TestCertificate certificate) {
        return new ServerTls(certificate, Optional.empty(), List.of());
    }

    /** The same, but only for clients that show a certificate of this authority. */
    public ServerTls forClientsOf(TestCertificate authority) {
        return new ServerTls(certificate, Optional.of(authority), applicationProtocols);
    }

    /** The same with ALPN. */
    public ServerTls speaking(String... protocols) {
        return new ServerTls(certificate, clientsOf, List.of(protocols));
    }

    SSLSocket accept(SSLContext context, Socket plain) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        secure.setUseClientMode(false);
        secure.setNeedClientAuth(clientsOf.isPresent());
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** Keys and trust, for every connection of a server. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    Pem.shows(certificate.certificate(), certificate.key()),
                    clientsOf.isPresent() ? Pem.trusts(clientsOf.get().certificate()) : null,
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
