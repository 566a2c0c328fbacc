package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket of a run that hears one peer only; on the run's loop only. The kernel reports an ICMP port unreachable (RFC 1122,
 * 4.1.3.3) to such a socket at the next send or receive; other ICMP errors may pass and are for the sender not to tell.
 */
final class ProbeDatagrams extends ChannelInboundHandlerAdapter
        implements Connection, ConnectionAttempt.Asker, Opening {
    /** How far it has come. */
    private enum State {
        OPENING,
        OPEN,
        ENDED
    }

    private final ProbeRun run;
    private final InetSocketAddress server;
    private final Conversation conversation;
    private final StepTimer timer;
    private final EventLoop loop;
    private State state = State.OPENING;
    private @Nullable Channel channel;

    ProbeDatagrams(ProbeRun run, EventLoop loop, InetSocketAddress server, ConnectionHandler handler) {
        this.run = run;
        this.loop = loop;
        this.server = server;
        this.conversation = new Conversation(run, this, handler);
        this.timer = new StepTimer(run, loop, this::fail);
    }

    @Override
    public void open() {
        ConnectionAttempt.datagrams(run.lender().transport(), run.order().target(), server, this)
                .start(loop, this);
    }

    @Override
    public void opened(Channel opened) {
        channel = opened;
    }

    @Override
    public void connecting() {
        run.entered(Verdict.Phase.CONNECT);
    }

    @Override
    public void connected() {
        state = State.OPEN;
        conversation.connected();
        if (state == State.OPEN) {
            conversation.turns().ours();
        }
    }

    @Override
    public void refused(String reason, Throwable cause) {
        fail(new IOException(reason, cause));
    }

    @Override
    public void impossible(String reason) {
        run.broke(reason);
    }

    @Override
    public boolean isWaiting() {
        return state == State.OPENING;
    }

    private void fail(IOException cause) {
        if (state != State.ENDED) {
            Verdict.Phase phase = state == State.OPENING
                    ? Verdict.Phase.CONNECT
                    : conversation.turns().phase();
            close();
            conversation.failed(phase, cause);
        }
    }

    /** What the way to the server did is the server's; anything else, a datagram that is too long, is ours. */
    private void faulted(Throwable cause, String what) {
        if (state == State.ENDED) {
            return;
        }
        Optional<String> fault = SocketErrors.fault(cause);
        if (fault.isPresent()) {
            fail(new IOException(fault.get(), cause));
        } else {
            run.broke("could not " + what + " " + Source.text(server) + ": " + SocketErrors.local(cause));
        }
    }

    @Override
    public void send(ByteBuffer bytes) {
        Channel open = channel;
        if (open == null || state != State.OPEN) {
            return;
        }
        conversation.turns().sent();
        Transport.send(open, bytes, error -> faulted(error, "send to"));
    }

    @Override
    public void startTls(TlsSettings settings) {
        throw new UnsupportedOperationException("datagrams have no TLS");
    }

    @Override
    public void expectWithin(Duration time) {
        if (state != State.ENDED) {
            timer.set(time);
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
        return Transport.local(channel);
    }

    @Override
    public void close() {
        if (state != State.ENDED) {
            state = State.ENDED;
            timer.cancel();
            if (channel != null) {
                Transport.close(channel, false);
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            ByteBuf bytes = message instanceof DatagramPacket packet ? packet.content() : null;
            if (state != State.OPEN || bytes == null) {
                return;
            }
            timer.cancel();
            conversation.received(bytes).ifPresent(tooMuch -> fail(new IOException(tooMuch)));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        faulted(cause, "hear from");
    }
}
