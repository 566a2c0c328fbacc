package io.vigil.relay;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Event loops with the channels that run on them: epoll where Netty's native library is installed, else java.nio.
 *
 * @param name {@code epoll} or {@code nio}
 */
record Transport(
        String name,
        EventLoopGroup loops,
        Class<? extends ServerSocketChannel> listener,
        Class<? extends SocketChannel> socket,
        Class<? extends DatagramChannel> datagram,
        PooledByteBufAllocator allocator) {
    private static final int PAGE = 8192;
    private static final int CHUNK_ORDER = 5; // chunks of 256 KiB, so that quiet times give memory back

    static Transport start(int threads) {
        PooledByteBufAllocator allocator = new PooledByteBufAllocator(
                true,
                0,
                threads,
                PAGE,
                CHUNK_ORDER,
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                false);
        if (Epoll.isAvailable()) {
            return new Transport(
                    "epoll",
                    new EpollEventLoopGroup(threads, threads()),
                    EpollServerSocketChannel.class,
                    EpollSocketChannel.class,
                    EpollDatagramChannel.class,
                    allocator);
        }
        return new Transport(
                "nio",
                new NioEventLoopGroup(threads, threads()),
                NioServerSocketChannel.class,
                NioSocketChannel.class,
                NioDatagramChannel.class,
                allocator);
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new FastThreadLocalThread(task, "relay-io-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
