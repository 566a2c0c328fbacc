package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
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
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One TCP connection of a run, from the attempt to its end; on the run's loop only. */
final class ProbeConnection extends ChannelInboundHandlerAdapter implements Connection {
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
    private boolean quietEnd;
    private @Nullable SocketChannel channel;
    private @Nullable Future<?> timer;

    ProbeConnection(ProbeRun run, EventLoop loop, InetSocketAddress server, ConnectionHandler handler) {
        this.run = run;
        this.loop = loop;
        this.server = server;
        this.handler = handler;
    }

    /** Socket, options, bind, connect: what fails before the kernel sends anything is this machine's fault. */
    void open() {
        CheckTarget from = run.order().target();
        if (!run.lender().transport().isNative()
                && (from.firewallMark() != 0 || from.bindInterface().isPresent())) {
            run.broke("fwmark and bind_if need the native epoll library, which is not loaded here");
            return;
        }
        SocketChannel opened;
        try {
            opened = run.lender().transport().socket(from);
        } catch (ChannelException e) {
            run.broke("could not make a socket" + Source.describe(from) + ": " + SocketErrors.local(e));
            return;
        }
        channel = opened;
        opened.pipeline().addLast(this);
        loop.register(opened).addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                run.broke("could not use a socket: " + SocketErrors.local(registered.cause()));
            } else if (from.bindAddress().isPresent() || from.bindPort() != 0) {
                bind(opened, Source.source(from));
            } else {
                connect(opened);
            }
        });
    }

    private void bind(SocketChannel opened, InetSocketAddress source) {
        opened.bind(source).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                connect(opened);
            } else if (state != State.ENDED) {
                run.broke("could not bind to " + Source.text(source) + ": " + SocketErrors.local(bound.cause()));
            }
        });
    }

    private void connect(SocketChannel opened) {
        if (state == State.ENDED) {
            return;
        }
        Duration step = run.step(run.stepTimeout());
        // Our own timer ends the attempt: the channel's would cost a second one and speaks of milliseconds
        opened.config().setConnectTimeoutMillis(0);
        expectWithin(step);
        opened.connect(Source.scoped(server, run.order().target())).addListener((ChannelFuture connected) -> {
            if (state == State.ENDED) {
                return;
            }
            cancelTimer();
            if (connected.isSuccess()) {
                state = State.OPEN;
                run.enter("connected", () -> handler.connected(this));
                return;
            }
            Optional<String> fault = SocketErrors.fault(connected.cause());
            if (fault.isPresent()) {
                fail(Verdict.Phase.CONNECT, fault.get(), connected.cause());
            } else {
                run.broke("could not connect to " + Source.text(server) + ": " + SocketErrors.local(connected.cause()));
            }
        });
    }

    private void fail(Verdict.Phase phase, String reason, @Nullable Throwable cause) {
        if (state == State.ENDED) {
            return;
        }
        end();
        run.enter("failed", () -> handler.failed(phase, new IOException(reason, cause)));
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
        asked = true;
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
        timer = loop.schedule(
                () -> fail(phase(), "no answer within " + Words.seconds(time), null),
                run.step(time).toNanos(),
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
