package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.vigil.api.pool.CheckTarget;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops and the sockets made for them: epoll where it can be loaded, else the JDK's selector. */
final class Transport implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transport.class);

    /** SOL_SOCKET, SO_MARK and SO_BINDTODEVICE of asm-generic/socket.h; IFNAMSIZ of linux/if.h. */
    private static final int SOL_SOCKET = 1;

    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_MARK = 36;
    private static final int IFNAMSIZ = 16;

    private static final ThreadFactory LOOP_THREADS = threads("check-io");

    private static final int SMALLEST_READ = 512;
    private static final int FIRST_READ = 2048;
    private static final int LARGEST_READ = 16384;
    private static final int LARGEST_DATAGRAM = 65_535;

    private final boolean epoll;
    private final int threads;
    private final Map<ClassLoader, EventLoopGroup> loops = new ConcurrentHashMap<>();
    private final PooledByteBufAllocator buffers;

    private Transport(boolean epoll, int threads) {
        this.epoll = epoll;
        this.threads = threads;
        // Chunks of 64 KiB (8192 << 3) in one arena: a thousand idle checks hold no buffer, a thousand busy ones little
        this.buffers = new PooledByteBufAllocator(true, 0, 1, 8192, 3, 64, 16, false);
    }

    /** Loads the native library and starts the loops: slow the first time, so not on a thread that anyone waits for. */
    static Transport open(int threads) {
        boolean epoll = Epoll.isAvailable();
        if (epoll) {
            log.debug("probes use epoll");
        } else {
            log.info(
                    "probes use the JDK's selector, since the native epoll library cannot be loaded ({}); checks with fwmark"
                            + " or bind_if do not run",
                    SocketErrors.local(Epoll.unavailabilityCause()));
        }
        return new Transport(epoll, threads);
    }

    /** The same without the native library. */
    static Transport selector(int threads) {
        return new Transport(false, threads);
    }

    /**
     * The loop for the next run of a bundle's checkers. Each bundle has loops of its own, whose threads start when they are used:
     * a checker that blocks one against the rules holds up checks of its own bundle and no others.
     *
     * @param code the loader of the bundle's classes
     */
    EventLoop nextLoop(ClassLoader code) {
        return loops.computeIfAbsent(code, bundle -> open()).next();
    }

    private EventLoopGroup open() {
        return epoll ? new EpollEventLoopGroup(threads, LOOP_THREADS) : new NioEventLoopGroup(threads, LOOP_THREADS);
    }

    /** A bundle left: its loops end when they have done what they are at. */
    void leave(ClassLoader code) {
        EventLoopGroup left = loops.remove(code);
        if (left != null) {
            var unused = left.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        }
    }

    /** Whether marks and interfaces can be set. */
    boolean isNative() {
        return epoll;
    }

    /**
     * A socket with the target's mark, interface and reuse options, not yet bound.
     *
     * @throws ChannelException when the kernel refuses
     */
    Channel socket(CheckTarget target) {
        SocketChannel channel = epoll ? new EpollSocketChannel() : new NioSocketChannel();
        channel.config()
                .setTcpNoDelay(true)
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
        return prepared(channel, target);
    }

    /**
     * The same for datagrams, each of which is read whole.
     *
     * @throws ChannelException when the kernel refuses
     */
    Channel datagramSocket(CheckTarget target) {
        DatagramChannel channel = epoll ? new EpollDatagramChannel() : new NioDatagramChannel();
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LARGEST_DATAGRAM));
        return prepared(channel, target);
    }

    private Channel prepared(Channel channel, CheckTarget target) {
        try {
            channel.config().setAllocator(buffers);
            if (target.bindPort() != 0) {
                channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
            }
            if (epoll) {
                setSource(channel, target);
            }
            return channel;
        } catch (ChannelException e) {
            channel.unsafe().closeForcibly();
            throw e;
        }
    }

    private static void setSource(Channel channel, CheckTarget target) {
        if (target.firewallMark() != 0) {
            channel.config()
                    .setOption(new IntegerUnixChannelOption("SO_MARK", SOL_SOCKET, SO_MARK), target.firewallMark());
        }
        target.bindInterface().ifPresent(name -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            ByteBuffer value = ByteBuffer.allocateDirect(IFNAMSIZ);
            value.put(text, 0, Math.min(text.length, IFNAMSIZ - 1)).rewind();
            channel.config()
                    .setOption(
                            new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ), value);
        });
        if (channel instanceof SocketChannel && target.bindAddress().isPresent() && target.bindPort() == 0) {
            // The port is then chosen at connect, so that one source address is good for 28,000 checks of each server
            channel.config().setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
    }

    /** Sends a copy; told what failed, later. */
    static void send(Channel channel, ByteBuffer bytes, Consumer<Throwable> failed) {
        ByteBuf copy = channel.alloc().directBuffer(Math.max(1, bytes.remaining()));
        copy.writeBytes(bytes);
        channel.writeAndFlush(copy).addListener((ChannelFuture sent) -> {
            if (!sent.isSuccess()) {
                failed.accept(sent.cause());
            }
        });
    }

    /** Our end of it. */
    static InetSocketAddress local(@Nullable Channel channel) {
        if (channel == null || !(channel.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("not connected yet");
        }
        return address;
    }

    /**
     * Closes a channel on its loop, wherever it is between being made and being closed.
     *
     * @param quietly whether TLS ends without its close_notify
     */
    static void close(Channel channel, boolean quietly) {
        if (!channel.isRegistered()) {
            channel.unsafe().closeForcibly();
            return;
        }
        // Closed from below the TLS handler, the connection ends without its close_notify
        ChannelHandlerContext tls = quietly ? channel.pipeline().context(SslHandler.class) : null;
        var unused = tls == null ? channel.close() : tls.close();
    }

    /** Stops the loops; waits two seconds for what they are doing. */
    @Override
    public void close() {
        List<Future<?>> ends = loops.values().stream()
                .<Future<?>>map(group -> group.shutdownGracefully(0, 2, TimeUnit.SECONDS))
                .toList();
        loops.clear();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        ends.forEach(end -> end.awaitUninterruptibly(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
    }

    /** Daemon threads {@code NAME-1}, {@code NAME-2}, ..., that hold on to no checker's class loader. */
    static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new FastThreadLocalThread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Transport.class.getClassLoader());
            return thread;
        };
    }
}
