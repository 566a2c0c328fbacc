package io.vigil.core.probe;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection between two runs. Nobody has asked anything: whatever the peer says or does, the connection is of no more use and is
 * closed. On the loop of its channel, but for {@link #close}.
 */
final class KeptConnection extends ChannelInboundHandlerAdapter {
    private final InetSocketAddress server;
    private final Channel channel;
    private final Optional<TlsSession> tls;
    private @Nullable Runnable gone;
    private @Nullable Future<?> idle;

    KeptConnection(InetSocketAddress server, Channel channel, Optional<TlsSession> tls) {
        this.server = server;
        this.channel = channel;
        this.tls = tls;
    }

    /** Takes over from the handler of a run, for no longer than this; tells when the connection is closed before it is wanted. */
    void waitFor(ChannelHandler before, Duration longest, Runnable whenGone) {
        gone = whenGone;
        channel.pipeline().replace(before, null, this);
        idle = channel.eventLoop().schedule(this::end, longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Gives the connection to the handler of the next run. */
    Channel handTo(ChannelHandler next) {
        gone = null;
        if (idle != null) {
            idle.cancel(false);
        }
        channel.pipeline().replace(this, null, next);
        return channel;
    }

    /** Closes it soon; any thread may call it. */
    void close() {
        try {
            loop().execute(this::end);
        } catch (RejectedExecutionException e) {
            // The loop has stopped and closed all its channels
            return;
        }
    }

    private void end() {
        Runnable tell = gone;
        if (tell == null) {
            return;
        }
        gone = null;
        if (idle != null) {
            idle.cancel(false);
        }
        Transport.close(channel, tls.filter(t -> !t.settings().closeNotify()).isPresent());
        tell.run();
    }

    boolean isOpen() {
        return gone != null && channel.isActive();
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    InetSocketAddress server() {
        return server;
    }

    @Nullable
    TlsSession tls() {
        return tls.orElse(null);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        end();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        end();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end();
    }
}
