package io.vigil.testkit;

import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link LoopbackProbe}: a thread reads and hands each piece to the loop, waiting until the handler has
 * returned, so that the handler may ask for TLS between two pieces.
 */
final class LoopbackConnection implements Connection {
    private final ScheduledExecutorService loop;
    private final InetSocketAddress server;
    private final ConnectionHandler handler;
    private final Socket plain = new Socket();
    private volatile Socket socket = plain;
    private volatile @Nullable TlsSettings tlsAsked;
    private volatile boolean ended;
    private volatile Verdict.Phase phase = Verdict.Phase.CONNECT;
    private @Nullable Future<?> timer;

    LoopbackConnection(ScheduledExecutorService loop, InetSocketAddress server, ConnectionHandler handler) {
        this.loop = loop;
        this.server = server;
        this.handler = handler;
    }

    /** Connects and reads to the end, on the calling thread. */
    void run(Duration step) {
        try {
            plain.connect(server, (int) step.toMillis());
            phase = Verdict.Phase.REQUEST;
            tell(() -> handler.connected(this));
            byte[] piece = new byte[8192];
            while (!ended) {
                if (tlsAsked != null) {
                    secure(step);
                    continue;
                }
                int length = socket.getInputStream().read(piece);
                if (length < 0) {
                    tell(() -> finish(() -> handler.closed(this)));
                    return;
                }
                tell(() -> {
                    cancelTimer();
                    handler.received(this, ByteBuffer.wrap(piece, 0, length));
                });
            }
        } catch (IOException e) {
            fail(phase, e);
        } catch (InterruptedException e) {
            close();
        }
    }

    private void secure(Duration step) throws IOException, InterruptedException {
        TlsSettings settings = java.util.Objects.requireNonNull(tlsAsked);
        tlsAsked = null;
        phase = Verdict.Phase.TLS;
        plain.setSoTimeout((int) step.toMillis());
        SSLSocket secure = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(plain, server.getAddress().getHostAddress(), server.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setServerNames(settings.serverName()
                .<List<javax.net.ssl.SNIServerName>>map(name -> List.of(new SNIHostName(name)))
                .orElse(List.of()));
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        plain.setSoTimeout(0);
        socket = secure;
        phase = Verdict.Phase.REQUEST;
        tell(() -> handler.secured(this));
    }

    private void tell(Runnable event) throws InterruptedException {
        CountDownLatch handled = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                try {
                    if (!ended) {
                        event.run();
                    }
                } finally {
                    handled.countDown();
                }
            });
        } catch (RejectedExecutionException e) {
            ended = true;
            return;
        }
        handled.await();
    }

    private void fail(Verdict.Phase at, IOException cause) {
        if (!ended && !loop.isShutdown()) {
            loop.execute(() -> {
                if (!ended) {
                    finish(() -> handler.failed(at, worded(cause)));
                }
            });
        }
    }

    private static IOException worded(IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return new SocketTimeoutException("no answer");
        }
        return new IOException(cause instanceof ConnectException ? "refused" : cause.getMessage(), cause);
    }

    private void finish(Runnable last) {
        close();
        last.run();
    }

    @Override
    public void send(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        phase = Verdict.Phase.RESPONSE;
        try {
            socket.getOutputStream().write(copy);
        } catch (IOException e) {
            fail(Verdict.Phase.REQUEST, e);
        }
    }

    @Override
    public void startTls(TlsSettings settings) {
        tlsAsked = settings;
    }

    @Override
    public void expectWithin(Duration time) {
        cancelTimer();
        timer = loop.schedule(
                () -> fail(phase, new SocketTimeoutException("no answer within " + time.toMillis() + " ms")),
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    @Override
    public Optional<TlsPeer> tls() {
        return Optional.empty();
    }

    @Override
    public void keep() {
        close();
    }

    @Override
    public boolean kept() {
        return false;
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) plain.getLocalSocketAddress();
    }

    @Override
    public void close() {
        ended = true;
        cancelTimer();
        try {
            plain.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Trusts everybody, as checks do by default. */
    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsEverybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class TrustsEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

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
