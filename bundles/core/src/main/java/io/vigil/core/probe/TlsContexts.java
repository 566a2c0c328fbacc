package io.vigil.core.probe;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vigil.api.Addresses;
import io.vigil.api.checker.TlsSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two TLS contexts of the probes, one that verifies certificates and one that does not, each made once, away from the loops:
 * making one costs hundreds of milliseconds, and sessions are resumed within one only (RFC 8446, 2.2).
 */
final class TlsContexts {
    private static final Logger log = LoggerFactory.getLogger(TlsContexts.class);
    private static final int SESSIONS_KEPT = 4096;
    private static final int SESSION_SECONDS = 3600;

    private final Executor builder;
    private final Provider provider;
    private final CompletableFuture<SslContext> trusting = new CompletableFuture<>();
    private final CompletableFuture<SslContext> verifying = new CompletableFuture<>();
    private boolean trustingAsked;
    private boolean verifyingAsked;

    /** Whose TLS is used. */
    enum Provider {
        /** BoringSSL when its library is installed, else the JDK's. */
        BEST,
        /** The JDK's. */
        JDK
    }

    TlsContexts(Executor builder, Provider provider) {
        this.builder = builder;
        this.provider = provider;
    }

    /** The context for such settings, as soon as it is made. */
    synchronized CompletionStage<SslContext> context(boolean verify) {
        CompletableFuture<SslContext> wanted = verify ? verifying : trusting;
        if (verify ? !verifyingAsked : !trustingAsked) {
            verifyingAsked |= verify;
            trustingAsked |= !verify;
            wanted.completeAsync(() -> make(verify), builder);
        }
        return wanted;
    }

    private SslContext make(boolean verify) {
        SslProvider chosen = provider == Provider.BEST && OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
        SslContextBuilder settings = SslContextBuilder.forClient()
                .sslProvider(chosen)
                .sessionCacheSize(SESSIONS_KEPT)
                .sessionTimeout(SESSION_SECONDS);
        if (!verify) {
            settings.trustManager(InsecureTrustManagerFactory.INSTANCE);
        }
        try {
            SslContext made = settings.build();
            log.debug("probes speak TLS by {}", chosen == SslProvider.JDK ? "the JDK" : OpenSsl.versionString());
            return made;
        } catch (SSLException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * The handler for one connection.
     *
     * @throws IllegalArgumentException when the server name cannot be one
     */
    static SslHandler handler(
            SslContext context, ByteBufAllocator buffers, InetSocketAddress server, TlsSettings settings) {
        // The session is kept under the server's address, not under a name that many servers share
        SSLEngine engine = context.newEngine(buffers, Addresses.text(server.getAddress()), server.getPort());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(settings.serverName()
                .<List<SNIServerName>>map(name -> List.of(new SNIHostName(name)))
                .orElse(List.of()));
        parameters.setEndpointIdentificationAlgorithm(settings.verify() ? "HTTPS" : null);
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }
}
