package io.vigil.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The datagrams between one client and its server. Belongs to the service's loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a datagram that can not be sent is lost, as datagrams are
final class UdpSession {
    /**
     * What finds a session.
     *
     * @param server with one-packet scheduling, where a client has several; else null
     */
    record Key(InetSocketAddress client, @Nullable Server server) {}

    private static final Logger LOG = LoggerFactory.getLogger(UdpSession.class);
    private static final int MOST_WAITING = 16;

    private final UdpForwarder owner;
    private final Key key;
    private final Server server;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private boolean connected;
    private boolean closed;
    private long touched;

    UdpSession(UdpForwarder owner, Key key, Server server) {
        this.owner = owner;
        this.key = key;
        this.server = server;
        this.touched = owner.now();
    }

    Server server() {
        return server;
    }

    boolean isQuiet(long now, long limit) {
        return now - touched >= limit;
    }

    /** Opens its socket; datagrams that come before that wait. */
    void connect() {
        ChannelFuture connecting = owner.connect(server, new Answers());
        channel = connecting.channel();
        connecting.addListener((ChannelFutureListener) future -> {
            if (!future.isSuccess()) {
                LOG.debug("{}: {}", server.endpoint(), future.cause().getMessage());
                close();
                return;
            }
            connected = true;
            for (ByteBuf bytes = waiting.poll(); bytes != null; bytes = waiting.poll()) {
                future.channel().writeAndFlush(bytes);
            }
        });
    }

    /** Sends a client's datagram to the server, or drops it if the socket is full. Takes over the buffer. */
    void send(ByteBuf bytes) {
        touched = owner.now();
        Channel to = channel;
        if (closed || to == null) {
            bytes.release();
        } else if (!connected) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(bytes);
            } else {
                bytes.release();
            }
        } else if (to.isWritable()) {
            to.writeAndFlush(bytes);
        } else {
            bytes.release();
        }
    }

    /** Ends it; the client's next datagram begins another. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        Channel open = channel;
        if (open != null) {
            open.close();
        }
        owner.ended(key, this);
    }

    /** Carries the server's datagrams to the client. */
    private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            touched = owner.now();
            owner.touched(key);
            owner.answer(server, key.client(), packet.content().retain());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.debug("{}: {}", server.endpoint(), cause.getMessage()); // such as its port being closed
            close();
        }
    }
}
