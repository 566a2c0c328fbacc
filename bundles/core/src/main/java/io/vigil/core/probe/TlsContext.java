package io.vigil.core.probe;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vigil.api.Addresses;
import io.vigil.api.checker.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** One TLS context: whom it trusts and what it shows, as read from files at one time. Immutable; any thread may use it. */
final class TlsContext {
    private static final int SESSIONS_KEPT = 4096;
    private static final int SESSION_SECONDS = 3600;

    private final SslProvider provider;
    private final SslContext context;
    private final ShownCertificates shown;
    private final TlsFiles files;

    private TlsContext(SslProvider provider, SslContext context, ShownCertificates shown, TlsFiles files) {
        this.provider = provider;
        this.context = context;
        this.shown = shown;
        this.files = files;
    }

    /**
     * Reads what the settings name. Slow.
     *
     * @throws CompletionException when that is not possible; its cause says why
     */
    static TlsContext make(TlsSettings settings, SslProvider provider) {
        try {
            TlsFiles files = TlsFiles.read(settings);
            ShownCertificates shown = new ShownCertificates(files.trust(settings.verify()));
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(provider)
                    .sessionCacheSize(SESSIONS_KEPT)
                    .sessionTimeout(SESSION_SECONDS)
                    .trustManager(shown);
            files.identity().ifPresent(identity -> builder.keyManager(identity.key(), identity.chain()));
            if (provider != SslProvider.JDK && !settings.applicationProtocols().isEmpty()) {
                builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        settings.applicationProtocols()));
            }
            return new TlsContext(provider, builder.build(), shown, files);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new CompletionException(e);
        }
    }

    /** Whether the files are still those it was made of. Asks the file system. */
    boolean isCurrent() {
        return files.areUnchanged();
    }

    /**
     * What one connection needs.
     *
     * @throws IllegalArgumentException when the server name cannot be one
     */
    TlsSession session(ByteBufAllocator buffers, InetSocketAddress server, TlsSettings settings) {
        SSLEngine engine = context.newEngine(buffers, sessionKey(server, settings), server.getPort());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(settings.serverName()
                .<List<SNIServerName>>map(name -> List.of(new SNIHostName(name)))
                .orElse(List.of()));
        // Names are compared by TlsSession: the platform's way takes SNI's name even where another one is asked for
        parameters.setEndpointIdentificationAlgorithm(null);
        if (provider == SslProvider.JDK) {
            // Said through the context it would wrap the engine, and the trust manager would see another one than we do
            parameters.setApplicationProtocols(settings.applicationProtocols().toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        // The connection's own timer ends a handshake
        handler.setHandshakeTimeoutMillis(0);
        return new TlsSession(settings, server, handler, shown);
    }

    /**
     * Under what a session is kept: the server's address and the name asked for. One address serves many names and one name has many
     * servers; a session is good for the very pair only. What begins with a slash is taken for a host name by neither library.
     */
    private static String sessionKey(InetSocketAddress server, TlsSettings settings) {
        return settings.serverName()
                .map(name -> "/" + Addresses.text(server.getAddress()) + "/" + name)
                .orElseGet(() -> Addresses.text(server.getAddress()));
    }
}
