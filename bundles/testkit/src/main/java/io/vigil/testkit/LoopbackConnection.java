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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link LoopbackProbe}: a thread reads and hands each piece to the loop, waiting until the handler has
 * returned, so that the handler may ask for TLS between two pieces.
 */
final class LoopbackConnection implements Connection {
    private final ScheduledExecutorService loop;
    private final InetSocketAddress server;
    private final ConnectionHandler handler;
    private final Consumer<Kept> keeper;
    private final boolean kept;
    private final Socket plain;
    private volatile Socket socket;
    private volatile @Nullable TlsSettings tlsAsked;
    private volatile boolean ended;
    private volatile Verdict.Phase phase = Verdict.Phase.CONNECT;
    private @Nullable Future<?> timer;

    /**
     * A connection that stays open between two runs.
     *
     * @param plain the TCP connection
     * @param socket the same, or TLS on it
     */
    record Kept(Socket plain, Socket socket) {}

    /**
     * One that is to be run.
     *
     * @param earlier what an earlier run kept to this server
     * @param keeper takes it when the handler keeps it
     */
    LoopbackConnection(
            ScheduledExecutorService loop,
            InetSocketAddress server,
            ConnectionHandler handler,
            Optional<Kept> earlier,
            Consumer<Kept> keeper) {
        this.loop = loop;
        this.server = server;
        this.handler = handler;
        this.keeper = keeper;
        this.kept = earlier.isPresent();
        this.plain = earlier.map(Kept::plain).orElseGet(Socket::new);
        this.socket = earlier.map(Kept::socket).orElse(plain);
    }

    /** Connects and reads to the end, on the calling thread. */
    void run(Duration step) {
        try {
            if (!kept) {
                plain.connect(server, (int) step.toMillis());
            }
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
        socket = LoopbackTls.secure(plain, server, settings);
        plain.setSoTimeout(0);
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
        return socket instanceof SSLSocket secure ? Optional.of(LoopbackTls.peer(secure)) : Optional.empty();
    }

    @Override
    public void keep() {
        if (!ended) {
            ended = true;
            cancelTimer();
            keeper.accept(new Kept(plain, socket));
        }
    }

    @Override
    public boolean kept() {
        return kept;
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) plain.getLocalSocketAddress();
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        cancelTimer();
        try {
            plain.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
