package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One TCP connection of a run, from the attempt to its end; on the run's loop only. */
final class ProbeConnection extends ChannelInboundHandlerAdapter
        implements Connection, ConnectionAttempt.Asker, Opening {
    /** How far the connection has come. */
    private enum State {
        CONNECTING,
        OPEN,
        SECURING,
        ENDED
    }

    private final ProbeRun run;
    private final InetSocketAddress server;
    private final Conversation conversation;
    private final StepTimer timer;
    private final EventLoop loop;
    private State state = State.CONNECTING;
    private boolean kept;
    private @Nullable Channel channel;
    private @Nullable TlsSession tls;

    ProbeConnection(ProbeRun run, EventLoop loop, InetSocketAddress server, ConnectionHandler handler) {
        this.run = run;
        this.loop = loop;
        this.server = server;
        this.conversation = new Conversation(run, this, handler);
        this.timer = new StepTimer(run, loop, late -> fail(phase(), late));
    }

    @Override
    public void open() {
        Optional<KeptConnection> earlier = run.takeKept(server);
        if (earlier.isPresent()) {
            kept = true;
            run.entered(Verdict.Phase.CONNECT);
            tls = earlier.get().tls();
            channel = earlier.get().handTo(this);
            connected();
        } else {
            ConnectionAttempt.stream(run.lender().transport(), run.order().target(), server, this)
                    .start(loop, this);
        }
    }

    @Override
    public void opened(Channel opened) {
        channel = opened;
    }

    @Override
    public void connecting() {
        run.entered(Verdict.Phase.CONNECT);
        expectWithin(run.stepTimeout());
    }

    @Override
    public void connected() {
        timer.cancel();
        state = State.OPEN;
        conversation.connected();
        if (state == State.OPEN) {
            conversation.turns().ours();
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
        if (state != State.ENDED) {
            close();
            conversation.failed(phase, cause);
        }
    }

    private Verdict.Phase phase() {
        return switch (state) {
            case CONNECTING -> Verdict.Phase.CONNECT;
            case SECURING -> Verdict.Phase.TLS;
            case OPEN, ENDED -> conversation.turns().phase();
        };
    }

    @Override
    public void send(ByteBuffer bytes) {
        Channel open = channel;
        if (open == null || state == State.ENDED) {
            return;
        }
        conversation.turns().sent();
        Transport.send(open, bytes, error -> {
            if (state == State.OPEN) {
                fail(phase(), SocketErrors.fault(error).orElse("could not send"), error);
            }
        });
    }

    @Override
    public void startTls(TlsSettings settings) {
        if (state == State.ENDED) {
            return;
        }
        TlsSession before = tls;
        if (before != null) {
            secureAgain(before, settings);
            return;
        }
        state = State.SECURING;
        Channel open = Objects.requireNonNull(channel);
        new TlsStart(run, server, settings, () -> state == State.SECURING)
                .begin(open.alloc(), session -> handshake(session, open));
    }

    /** A kept connection is secured already; for anything else than what it was secured with it is not the same connection. */
    private void secureAgain(TlsSession before, TlsSettings settings) {
        if (!before.settings().equals(settings)) {
            throw new IllegalStateException("TLS was agreed on with other settings on this connection");
        }
        loop.execute(() -> {
            if (state == State.OPEN) {
                conversation.secured();
            }
        });
    }

    private void handshake(TlsSession session, Channel open) {
        tls = session;
        expectWithin(run.stepTimeout());
        open.pipeline().addFirst(session.handler());
    }

    private void agreed(TlsSession session) {
        Optional<String> refusal = session.refusal();
        if (refusal.isPresent()) {
            fail(Verdict.Phase.TLS, "certificate refused: " + refusal.get(), null);
            return;
        }
        state = State.OPEN;
        conversation.secured();
        if (state == State.OPEN) {
            conversation.turns().ours();
        }
    }

    @Override
    public void expectWithin(Duration time) {
        if (state != State.ENDED) {
            timer.set(time);
        }
    }

    @Override
    public Optional<TlsPeer> tls() {
        return state == State.SECURING
                ? Optional.empty()
                : Optional.ofNullable(tls).flatMap(TlsSession::peer);
    }

    @Override
    public void keep() {
        Channel open = channel;
        if (state != State.OPEN || open == null) {
            close();
            return;
        }
        state = State.ENDED;
        timer.cancel();
        run.keep(new KeptConnection(server, open, Optional.ofNullable(tls)), this);
    }

    @Override
    public boolean kept() {
        return kept;
    }

    @Override
    public InetSocketAddress local() {
        return Transport.local(channel);
    }

    @Override
    public void close() {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        timer.cancel();
        if (channel != null) {
            Transport.close(channel, tls != null && !tls.settings().closeNotify());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (state == State.ENDED || !(message instanceof ByteBuf bytes)) {
                return;
            }
            timer.cancel();
            if (state == State.SECURING) {
                // It came before our first TLS record, or past the TLS handler: nothing that TLS protects
                fail(Verdict.Phase.TLS, "the answer is not TLS", null);
                return;
            }
            conversation.received(bytes).ifPresent(tooMuch -> fail(phase(), tooMuch, null));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && state == State.SECURING) {
            timer.cancel();
            if (handshake.isSuccess()) {
                agreed(Objects.requireNonNull(tls));
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
            close();
            conversation.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.SECURING || state == State.OPEN) {
            fail(phase(), SocketErrors.fault(cause).orElseGet(() -> TlsErrors.reason(cause)), cause);
        }
    }
}
