package io.vigil.testkit;

import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The UDP socket of a {@link LoopbackProbe}: a thread reads and hands each datagram to the loop. */
final class LoopbackDatagrams implements Connection {
    private static final int LARGEST = 65_535;

    private final ScheduledExecutorService loop;
    private final InetSocketAddress server;
    private final ConnectionHandler handler;
    private final DatagramChannel channel;
    private volatile boolean ended;
    private volatile Verdict.Phase phase = Verdict.Phase.REQUEST;
    private @Nullable Future<?> timer;

    LoopbackDatagrams(ScheduledExecutorService loop, InetSocketAddress server, ConnectionHandler handler) {
        this.loop = loop;
        this.server = server;
        this.handler = handler;
        try {
            this.channel = DatagramChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end, on the calling thread. */
    void run() {
        try {
            channel.connect(server);
            tell(() -> handler.connected(this));
            ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
            while (!ended) {
                channel.read(buffer.clear());
                ByteBuffer datagram = ByteBuffer.allocate(buffer.position())
                        .put(buffer.flip())
                        .flip();
                tell(() -> {
                    cancelTimer();
                    handler.received(this, datagram);
                });
            }
        } catch (ClosedChannelException e) {
            ended = true;
        } catch (IOException e) {
            fail(e);
        }
    }

    private void tell(Runnable event) {
        try {
            loop.execute(() -> {
                if (!ended) {
                    event.run();
                }
            });
        } catch (RejectedExecutionException e) {
            ended = true;
        }
    }

    private void fail(IOException cause) {
        IOException worded = cause instanceof PortUnreachableException ? new IOException("refused", cause) : cause;
        tell(() -> {
            close();
            handler.failed(phase, worded);
        });
    }

    @Override
    public void send(ByteBuffer bytes) {
        phase = Verdict.Phase.RESPONSE;
        try {
            channel.write(bytes);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void expectWithin(Duration time) {
        cancelTimer();
        timer = loop.schedule(
                () -> fail(new SocketTimeoutException("no answer within " + time.toMillis() + " ms")),
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
    public void startTls(TlsSettings settings) {
        throw new UnsupportedOperationException("datagrams have no TLS");
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
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ended = true;
        cancelTimer();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
