package io.vigil.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.vigil.api.dataplane.ServiceKey;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts the TCP connections of one service and keeps account of them. */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails ends in closeFuture, which is heard
final class TcpForwarder implements Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(TcpForwarder.class);
    private static final int BACKLOG = 1024;
    private static final int LEAST_READ = 512;
    private static final int FIRST_READ = 4096;
    private static final int MOST_READ = 32 * 1024;
    private static final int READS_AT_ONCE = 2;
    /** One direction of a connection holds at most the upper mark plus one turn of reading: 128 KiB. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final ServiceKey.Address key;
    private final Pool pool;
    private final EventLoop loop;
    private final RelayContext context;
    private final Set<TcpSession> sessions = new LinkedHashSet<>();
    private volatile @Nullable Channel listener;
    private boolean full;

    TcpForwarder(ServiceKey.Address key, Pool pool, EventLoop loop, RelayContext context) {
        this.key = key;
        this.pool = pool;
        this.loop = loop;
        this.context = context;
    }

    @Override
    public ChannelFuture listen() {
        ChannelFuture listening = new ServerBootstrap()
                .group(loop)
                .channel(context.transport().listener())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, context.transport().allocator())
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, reads())
                .childHandler(new Acceptor())
                .bind(key.endpoint().address(), key.endpoint().port());
        listener = listening.channel();
        return listening;
    }

    @Override
    public ChannelFuture stopListening() {
        Channel open = listener;
        if (open == null) {
            throw new IllegalStateException(key + " was never opened");
        }
        return open.close();
    }

    /** Connections to it go on until they end or the drain time is over. */
    @Override
    public void left(Server server) {
        LOG.debug("{}: {} drains {} connections", key, server.endpoint(), server.connections());
    }

    @Override
    public void sweep(long now) {
        long drain = context.settings().drainTimeout().toNanos();
        Timeouts timeouts = context.timeouts().get();
        for (TcpSession session : List.copyOf(sessions)) {
            session.sweep(now, timeouts, drain);
        }
    }

    @Override
    public boolean isIdle() {
        return sessions.isEmpty();
    }

    Pool pool() {
        return pool;
    }

    Budget budget() {
        return context.budget();
    }

    ServiceKey key() {
        return key;
    }

    long now() {
        return context.clock().getAsLong();
    }

    /** Connects to a server; that channel reads nothing until told. */
    ChannelFuture connect(Server server, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(context.transport().socket())
                .option(ChannelOption.ALLOCATOR, context.transport().allocator())
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.RCVBUF_ALLOCATOR, reads())
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(context.settings().connectTimeout().toMillis()))
                .handler(handler)
                .connect(server.socketAddress());
    }

    void ended(TcpSession session) {
        sessions.remove(session);
        full = false;
    }

    private static AdaptiveRecvByteBufAllocator reads() {
        AdaptiveRecvByteBufAllocator reads = new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ);
        reads.maxMessagesPerRead(READS_AT_ONCE);
        return reads;
    }

    private void accepted(Channel client, InetSocketAddress from) {
        int most = context.settings().mostConnections();
        if (sessions.size() >= most) {
            if (!full) {
                LOG.warn(
                        "{}: {} connections are open, which is the most; new ones are refused until one ends",
                        key,
                        most);
            }
            full = true;
            TcpSession.reset(client);
            return;
        }
        TcpSession session = new TcpSession(this, client, from);
        sessions.add(session);
        session.begin();
    }

    /** Makes a session of each connection as soon as it is active. */
    @ChannelHandler.Sharable
    private final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            Channel client = ctx.channel();
            ctx.pipeline().remove(this);
            if (client.remoteAddress() instanceof InetSocketAddress from) {
                accepted(client, from);
            } else {
                client.close(); // gone before it could be asked who it is
            }
        }
    }
}
