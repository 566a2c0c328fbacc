package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One TCP connection of a run, from the attempt to its end; on the run's loop only. */
final class ProbeConnection extends ChannelInboundHandlerAdapter implements Connection, ConnectionAttempt.Asker {
    /** How far the connection has come. */
    private enum State {
        CONNECTING,
        OPEN,
        SECURING,
        ENDED
    }

    private final ProbeRun run;
    private final EventLoop loop;
    private final InetSocketAddress server;
    private final ConnectionHandler handler;
    private State state = State.CONNECTING;
    private boolean asked;
    private boolean hearing;
    private boolean quietEnd;
    private @Nullable SocketChannel channel;
    private @Nullable Future<?> timer;

    ProbeConnection(ProbeRun run, EventLoop loop, InetSocketAddress server, ConnectionHandler handler) {
        this.run = run;
        this.loop = loop;
        this.server = server;
        this.handler = handler;
    }

    /** Begins the attempt. */
    void open() {
        new ConnectionAttempt(run.lender().transport(), run.order().target(), server, this).start(loop, this);
    }

    @Override
    public void opened(SocketChannel opened) {
        channel = opened;
    }

    @Override
    public void connecting() {
        run.entered(Verdict.Phase.CONNECT);
        expectWithin(run.step(run.stepTimeout()));
    }

    @Override
    public void connected() {
        cancelTimer();
        state = State.OPEN;
        run.enter("connected", () -> handler.connected(this));
        if (state == State.OPEN && !asked) {
            run.entered(Verdict.Phase.REQUEST);
        }
    }

    @Override
    public void refused(String reason, Throwable cause) {
        fail(Verdict.Phase.CONNECT, reason, cause);
    }

    @Override
    public void impossible(String reason) {
        run.broke(reason);
    }

    @Override
    public boolean isWaiting() {
        return state == State.CONNECTING;
    }

    private void fail(Verdict.Phase phase, String reason, @Nullable Throwable cause) {
        fail(phase, new IOException(reason, cause));
    }

    private void fail(Verdict.Phase phase, IOException cause) {
        if (state == State.ENDED) {
            return;
        }
        end();
        run.enter("failed", () -> handler.failed(phase, cause));
    }

    private Verdict.Phase phase() {
        return switch (state) {
            case CONNECTING -> Verdict.Phase.CONNECT;
            case SECURING -> Verdict.Phase.TLS;
            case OPEN, ENDED -> asked ? Verdict.Phase.RESPONSE : Verdict.Phase.REQUEST;
        };
    }

    @Override
    public void send(ByteBuffer bytes) {
        SocketChannel open = channel;
        if (open == null || state == State.ENDED) {
            return;
        }
        if (!asked || hearing) {
            run.entered(Verdict.Phase.REQUEST);
        }
        asked = true;
        hearing = false;
        ByteBuf copy = open.alloc().directBuffer(bytes.remaining());
        copy.writeBytes(bytes);
        open.writeAndFlush(copy).addListener((ChannelFuture sent) -> {
            if (!sent.isSuccess() && state == State.OPEN) {
                fail(phase(), SocketErrors.fault(sent.cause()).orElse("could not send"), sent.cause());
            }
        });
    }

    @Override
    public void startTls(TlsSettings settings) {
        if (state == State.ENDED) {
            return;
        }
        state = State.SECURING;
        run.entered(Verdict.Phase.TLS);
        quietEnd = !settings.closeNotify();
        run.lender()
                .tls()
                .context(settings.verify())
                .whenComplete((context, error) -> loop.execute(() -> {
                    if (state != State.SECURING) {
                        return;
                    }
                    if (error != null) {
                        run.broke("could not set up TLS: " + SocketErrors.local(error));
                    } else {
                        handshake(context, settings);
                    }
                }));
    }

    private void handshake(SslContext context, TlsSettings settings) {
        SocketChannel open = java.util.Objects.requireNonNull(channel);
        try {
            SslHandler tls = TlsContexts.handler(context, open.alloc(), server, settings);
            tls.setHandshakeTimeoutMillis(0);
            expectWithin(run.step(run.stepTimeout()));
            open.pipeline().addFirst(tls);
        } catch (IllegalArgumentException e) {
            run.broke(
                    "\"" + settings.serverName().orElse("") + "\" cannot be sent as a server name: " + e.getMessage());
        }
    }

    @Override
    public void expectWithin(Duration time) {
        cancelTimer();
        if (state == State.ENDED) {
            return;
        }
        timer = loop.schedule(() -> lookOnceMore(time), run.step(time).toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * The time is up, but perhaps the loop was: an answer that came while nobody looked still waits in the kernel. A timer set
     * now fires after the loop has read what is there, and what it reads cancels the timer. So a machine that was busy for
     * longer than connect_timeout does not take 2,000 servers that had answered at once for dead.
     */
    private void lookOnceMore(Duration time) {
        timer = loop.schedule(
                () -> fail(phase(), new SocketTimeoutException("no answer within " + Words.seconds(time))),
                ProbeLimits.ONE_MORE_LOOK.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
            timer = null;
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
        SocketChannel open = channel;
        if (open == null || open.localAddress() == null) {
            throw new IllegalStateException("not connected yet");
        }
        return open.localAddress();
    }

    @Override
    public void close() {
        if (state != State.ENDED) {
            end();
        }
    }

    private void end() {
        state = State.ENDED;
        cancelTimer();
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        ChannelHandlerContext tls = open.isRegistered() ? open.pipeline().context(SslHandler.class) : null;
        if (!open.isRegistered()) {
            open.unsafe().closeForcibly();
        } else {
            // Closed from below the TLS handler, the connection ends without its close_notify
            var unused = tls != null && quietEnd ? tls.close() : open.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (state == State.ENDED || !(message instanceof ByteBuf bytes)) {
                return;
            }
            cancelTimer();
            if (state == State.SECURING) {
                // It came before our first TLS record, or past the TLS handler: nothing that TLS protects
                fail(Verdict.Phase.TLS, "the answer is not TLS", null);
                return;
            }
            if (!run.take(bytes.readableBytes())) {
                fail(phase(), "sent more than " + run.lender().limits().bytesPerRun() + " bytes", null);
                return;
            }
            if (!hearing) {
                hearing = true;
                run.entered(Verdict.Phase.RESPONSE);
            }
            ByteBuffer view = bytes.nioBuffer();
            run.enter("received", () -> handler.received(this, view));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && state == State.SECURING) {
            cancelTimer();
            if (handshake.isSuccess()) {
                state = State.OPEN;
                run.enter("secured", () -> handler.secured(this));
            } else {
                fail(Verdict.Phase.TLS, TlsErrors.reason(handshake.cause()), handshake.cause());
            }
        } else if (event instanceof SslCloseCompletionEvent) {
            closedByPeer();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closedByPeer();
    }

    private void closedByPeer() {
        if (state == State.SECURING) {
            fail(Verdict.Phase.TLS, "closed by peer during the handshake", null);
        } else if (state == State.OPEN) {
            end();
            run.enter("closed", () -> handler.closed(this));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.SECURING || state == State.OPEN) {
            fail(phase(), SocketErrors.fault(cause).orElseGet(() -> TlsErrors.reason(cause)), cause);
        }
    }
}
