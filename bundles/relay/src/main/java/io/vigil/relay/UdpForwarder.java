package io.vigil.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.vigil.api.dataplane.ServiceKey;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays the datagrams of one service. Each client has a session, a socket of its own towards its server, so that answers
 * find back; with one-packet scheduling each datagram is scheduled anew and a client has a session per server. When there are
 * too many sessions, the one that was quiet longest makes room: datagrams carry no promise, and a flood from forged addresses
 * must not lock out the rest.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a datagram that can not be sent is lost, as datagrams are
final class UdpForwarder implements Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(UdpForwarder.class);
    private static final int LARGEST_DATAGRAM = 65535;

    private final ServiceKey.Address key;
    private final Pool pool;
    private final EventLoop loop;
    private final RelayContext context;
    /** From the one that was quiet longest to the liveliest. */
    private final Map<UdpSession.Key, UdpSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private volatile @Nullable Channel listener;

    UdpForwarder(ServiceKey.Address key, Pool pool, EventLoop loop, RelayContext context) {
        this.key = key;
        this.pool = pool;
        this.loop = loop;
        this.context = context;
    }

    @Override
    public ChannelFuture listen() {
        ChannelFuture listening = bootstrap(new Receiver())
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
        List.copyOf(sessions.values()).forEach(UdpSession::close);
        return open.close();
    }

    /** Its sessions end at once, so that the clients' next datagrams go to another. */
    @Override
    public void left(Server server) {
        List.copyOf(sessions.values()).stream()
                .filter(session -> session.server() == server)
                .forEach(UdpSession::close);
    }

    @Override
    public void sweep(long now) {
        long limit = context.timeouts().get().udpNanos();
        Iterator<UdpSession> all = List.copyOf(sessions.values()).iterator();
        while (all.hasNext()) {
            UdpSession session = all.next();
            if (session.isQuiet(now, limit)) {
                session.close();
            } else {
                return; // the rest is livelier
            }
        }
    }

    @Override
    public boolean isIdle() {
        return sessions.isEmpty();
    }

    /** A datagram socket towards a server. */
    ChannelFuture connect(Server server, ChannelHandler handler) {
        return bootstrap(handler).connect(server.socketAddress());
    }

    /** Sends a server's answer to the client, or drops it if the socket is full. */
    void answer(Server server, InetSocketAddress client, ByteBuf bytes) {
        Channel open = listener;
        if (open == null || !open.isWritable()) {
            bytes.release();
            return;
        }
        pool.tally().out(bytes.readableBytes());
        server.tally().out(bytes.readableBytes());
        open.writeAndFlush(new DatagramPacket(bytes, client));
    }

    long now() {
        return context.clock().getAsLong();
    }

    /** Marks a session as the liveliest. */
    void touched(UdpSession.Key which) {
        sessions.get(which);
    }

    void ended(UdpSession.Key which, UdpSession session) {
        if (sessions.remove(which, session)) {
            pool.closed(which.client(), session.server(), now());
        }
    }

    private Bootstrap bootstrap(ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(context.transport().datagram())
                .option(ChannelOption.ALLOCATOR, context.transport().allocator())
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
                .handler(handler);
    }

    private void received(DatagramPacket packet) {
        InetSocketAddress client = packet.sender();
        UdpSession session = session(client);
        if (session == null) {
            return; // nobody to take it
        }
        int length = packet.content().readableBytes();
        pool.tally().in(length);
        session.server().tally().in(length);
        session.send(packet.content().retain());
    }

    private @Nullable UdpSession session(InetSocketAddress client) {
        if (!pool.entry().onePacket()) {
            UdpSession known = sessions.get(new UdpSession.Key(client, null));
            if (known != null) {
                return known;
            }
        }
        Optional<Server> chosen = pool.choose(client, Set.of(), now());
        if (chosen.isEmpty()) {
            return null;
        }
        UdpSession.Key wanted = new UdpSession.Key(client, pool.entry().onePacket() ? chosen.get() : null);
        UdpSession known = sessions.get(wanted);
        return known != null ? known : open(wanted, chosen.get());
    }

    private UdpSession open(UdpSession.Key wanted, Server server) {
        if (sessions.size() >= context.settings().mostConnections()) {
            sessions.values().iterator().next().close();
        }
        pool.opened(wanted.client(), server, now());
        UdpSession session = new UdpSession(this, wanted, server);
        sessions.put(wanted, session);
        session.connect();
        return session;
    }

    /** Takes the clients' datagrams. */
    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            received(packet);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.debug("{}: {}", key, cause.getMessage()); // such as a client's port that is closed by now
        }
    }
}
