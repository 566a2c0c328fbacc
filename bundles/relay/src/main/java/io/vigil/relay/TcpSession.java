package io.vigil.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client and the one to its server. Belongs to the service's loop.
 *
 * <p>Neither side is read before the other can be written: reading stops while more than the water mark waits for the other
 * side, so that a slow reader slows the sender down instead of filling memory. The end of one direction is passed on when
 * everything before it was written; both ended is the end. A reset is passed on as a reset.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails ends in closeFuture, which is heard
final class TcpSession {
    private static final Logger LOG = LoggerFactory.getLogger(TcpSession.class);
    private static final int ATTEMPTS = 3;

    private final TcpForwarder owner;
    private final Channel client;
    private final InetSocketAddress from;
    private final Set<Server> tried = new HashSet<>();
    private @Nullable Server target;
    private @Nullable Channel server;
    private @Nullable Pump fromClient;
    private @Nullable Pump fromServer;
    private long touched;

    TcpSession(TcpForwarder owner, Channel client, InetSocketAddress from) {
        this.owner = owner;
        this.client = client;
        this.from = from;
        this.touched = owner.now();
    }

    /** Closes a channel so that its peer sees a reset, as from a closed port. */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    /** Finds a server for the client that was just accepted. */
    void begin() {
        client.closeFuture().addListener(closed -> clientClosed());
        connectNext();
    }

    /** Ends it if it was quiet for too long, or if its server left the pool longer ago than draining may take. */
    void sweep(long now, Timeouts timeouts, long drainNanos) {
        boolean halfClosed = (fromClient != null && fromClient.ended) || (fromServer != null && fromServer.ended);
        long limit = halfClosed ? timeouts.tcpFinNanos() : timeouts.tcpNanos();
        if (now - touched >= limit) {
            abort("quiet for too long");
        } else if (target != null && target.isGone(now, drainNanos)) {
            abort("its server left the pool and the drain time is over");
        }
    }

    private void connectNext() {
        Optional<Server> choice =
                tried.size() < ATTEMPTS ? owner.pool().choose(from, tried, owner.now()) : Optional.empty();
        if (choice.isEmpty()) {
            LOG.debug("{}: no server for {} after {} attempts; it is reset", owner.key(), from, tried.size());
            reset(client);
            return;
        }
        Server chosen = choice.get();
        target = chosen;
        owner.pool().opened(from, chosen, owner.now());
        Pump pump = new Pump(false);
        fromServer = pump;
        ChannelFuture connecting = owner.connect(chosen, pump);
        server = connecting.channel();
        connecting.addListener((ChannelFutureListener) future -> onLoop(() -> {
            if (future.isSuccess()) {
                connected(future.channel());
            } else {
                notConnected(chosen, future.cause());
            }
        }));
    }

    /** A channel that could not even be created tells its failure on a thread of Netty's own. */
    private void onLoop(Runnable task) {
        if (client.eventLoop().inEventLoop()) {
            task.run();
        } else {
            client.eventLoop().execute(task);
        }
    }

    private void connected(Channel to) {
        Pump pump = new Pump(true);
        fromClient = pump;
        to.closeFuture().addListener(closed -> serverClosed());
        if (!client.isOpen()) {
            reset(to);
            return;
        }
        client.pipeline().addLast(pump);
        client.read();
        to.read();
    }

    private void notConnected(Server failed, Throwable cause) {
        LOG.debug("{}: {} does not accept: {}", owner.key(), failed.endpoint(), cause.getMessage());
        tried.add(failed);
        server = null;
        fromServer = null;
        release();
        if (client.isOpen()) {
            connectNext();
        } else {
            finish();
        }
    }

    private void clientClosed() {
        Channel to = server;
        if (to != null && to.isOpen() && fromClient == null) {
            to.close(); // still connecting: its failure finishes the session
        } else if (to != null && to.isOpen()) {
            closeWhenWritten(to);
        } else if (to == null || fromClient != null) {
            finish();
        }
    }

    private void serverClosed() {
        if (client.isOpen()) {
            closeWhenWritten(client);
        } else {
            finish();
        }
    }

    private void finish() {
        release();
        owner.ended(this);
    }

    private void release() {
        Server held = target;
        if (held != null) {
            target = null;
            owner.pool().closed(from, held, owner.now());
        }
    }

    private void abort(String why) {
        LOG.debug(
                "{}: connection of {} to {} is reset: {}",
                owner.key(),
                from,
                target == null ? "nobody" : target.endpoint(),
                why);
        if (server != null) {
            reset(server);
        }
        reset(client);
    }

    private static void closeWhenWritten(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Carries what one side sends to the other. */
    private final class Pump extends ChannelInboundHandlerAdapter {
        private final boolean clientSide;
        private boolean ended;

        Pump(boolean clientSide) {
            this.clientSide = clientSide;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            Channel to = to();
            if (to == null) {
                bytes.release();
                return;
            }
            int length = bytes.readableBytes();
            touched = owner.now();
            count(length);
            owner.budget().take(length);
            to.write(bytes).addListener(written -> owner.budget().giveBack(length));
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            Channel to = to();
            if (to != null) {
                to.flush();
                more(ctx.channel(), to);
            }
        }

        /** This side takes bytes again: the other may be read on. */
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            Channel to = to();
            Pump other = clientSide ? fromServer : fromClient;
            if (to != null && other != null && ctx.channel().isWritable()) {
                other.more(to, ctx.channel());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent && !ended) {
                ended = true;
                touched = owner.now();
                passOnEnd();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            abort((clientSide ? "client: " : "server: ") + cause.getMessage());
        }

        private void more(Channel self, Channel to) {
            if (ended || !to.isWritable()) {
                return; // the other side's writability brings us back
            }
            if (owner.budget().isSpent()) {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> self.read());
            } else {
                self.read();
            }
        }

        private void passOnEnd() {
            Channel to = to();
            Pump other = clientSide ? fromServer : fromClient;
            if (to == null) {
                return;
            }
            boolean both = other != null && other.ended;
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                if (both) {
                    closeWhenWritten(to);
                } else if (to instanceof DuplexChannel duplex && to.isActive()) {
                    duplex.shutdownOutput();
                }
            });
        }

        private void count(int length) {
            Server held = target;
            if (held == null) {
                return;
            }
            if (clientSide) {
                owner.pool().tally().in(length);
                held.tally().in(length);
            } else {
                owner.pool().tally().out(length);
                held.tally().out(length);
            }
        }

        private @Nullable Channel to() {
            return clientSide ? server : client;
        }
    }
}
