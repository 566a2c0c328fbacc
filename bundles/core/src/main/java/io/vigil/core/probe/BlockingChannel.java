package io.vigil.core.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a run for a client that blocks: the channel lives on the run's loop like any other, and the client's thread waits
 * for what the loop has seen.
 */
final class BlockingChannel extends ChannelInboundHandlerAdapter implements Opening, ConnectionAttempt.Asker {
    /** What may have arrived and not been read before the kernel is left to hold the peer back. */
    private static final int MOST_UNREAD = 128 * 1024;

    private static final int LARGEST_WRITE = 64 * 1024;

    private final ProbeRun run;
    private final Turns turns;
    private final BlockedClient client;
    private final AtomicReference<@Nullable InetSocketAddress> server = new AtomicReference<>();
    private volatile @Nullable Channel channel;

    BlockingChannel(ProbeRun run) {
        this.run = run;
        this.turns = new Turns(run);
        this.client = new BlockedClient(run);
    }

    /** Connects, and waits for it. */
    void connect(InetSocketAddress to, Duration within) throws IOException {
        refuseTheLoop();
        if (!server.compareAndSet(null, to)) {
            throw new SocketException("a connection was attempted before");
        }
        run.open(this);
        try {
            client.awaitConnection(within);
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    /** Reads as {@link java.io.InputStream#read(byte[], int, int)} does. */
    int read(byte[] into, int at, int length, Duration within) throws IOException {
        refuseTheLoop();
        if (length == 0) {
            return 0;
        }
        int taken = client.take(into, at, length, within);
        Channel open = channel;
        if (open != null && !open.config().isAutoRead() && client.unread() < MOST_UNREAD) {
            open.config().setAutoRead(true);
        }
        return taken;
    }

    /** Sends all of it, and waits until the kernel has it. */
    void write(byte[] bytes, int at, int length, Duration within) throws IOException {
        refuseTheLoop();
        Channel open = opened();
        for (int from = at; from < at + length; from += LARGEST_WRITE) {
            int size = Math.min(LARGEST_WRITE, at + length - from);
            ByteBuf piece = open.alloc().directBuffer(size);
            piece.writeBytes(bytes, from, size);
            open.eventLoop().execute(turns::sent);
            awaitSent(open.writeAndFlush(piece), within);
        }
    }

    private void awaitSent(ChannelFuture sent, Duration within) throws IOException {
        try {
            if (!sent.await(run.step(within).toMillis())) {
                throw new SocketTimeoutException("could not send within " + Words.seconds(within));
            }
        } catch (InterruptedException e) {
            throw BlockedClient.interrupted();
        }
        if (!sent.isSuccess()) {
            throw faulted(sent.cause());
        }
    }

    int available() throws IOException {
        return client.available();
    }

    /** From now on a read finds the end. */
    void deafen() {
        client.drop();
        client.finished();
    }

    void endOutput() throws IOException {
        if (opened() instanceof DuplexChannel duplex) {
            var unused = duplex.shutdownOutput();
        }
    }

    void option(ChannelOption<Object> option, Object value) throws IOException {
        opened().config().setOption(option, value);
    }

    boolean isConnected() {
        return client.isConnected();
    }

    InetSocketAddress local() throws IOException {
        if (opened().localAddress() instanceof InetSocketAddress address) {
            return address;
        }
        throw new SocketException("not connected");
    }

    /** The client closes it. */
    void end() {
        client.fail(new SocketException("the socket is closed"));
        client.drop();
        try {
            run.loop().execute(this::closeChannel);
        } catch (RejectedExecutionException e) {
            // The loop has stopped and closed all its channels
            return;
        }
    }

    private Channel opened() throws IOException {
        client.checkConnected();
        Channel open = channel;
        if (open == null) {
            throw new SocketException("not connected");
        }
        return open;
    }

    private void refuseTheLoop() {
        if (run.loop().inEventLoop()) {
            throw new IllegalStateException(
                    "a socket that blocks is for CheckContext.blocking, not for the event loop");
        }
    }

    private static IOException faulted(Throwable cause) {
        SocketException fault =
                new SocketException(SocketErrors.fault(cause).orElseGet(() -> SocketErrors.local(cause)));
        fault.initCause(cause);
        return fault;
    }

    // What follows happens on the loop

    @Override
    public void open() {
        InetSocketAddress to = server.get();
        if (to != null && isWaiting()) {
            ConnectionAttempt.stream(run.lender().transport(), run.order().target(), to, this)
                    .start(run.loop(), this);
        }
    }

    @Override
    public void close() {
        fail(new SocketException("the check has ended"));
    }

    private void fail(IOException cause) {
        client.fail(cause);
        closeChannel();
    }

    private void closeChannel() {
        Channel open = channel;
        if (open != null) {
            Transport.close(open, false);
        }
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
        client.connected();
        turns.ours();
    }

    @Override
    public void refused(String reason, Throwable cause) {
        ConnectException refusal = new ConnectException(reason);
        refusal.initCause(cause);
        fail(refusal);
    }

    @Override
    public void impossible(String reason) {
        // In this order: what the client makes of its exception comes too late to be taken for a verdict
        run.broke(reason);
        client.fail(new SocketException(reason));
    }

    @Override
    public boolean isWaiting() {
        return client.isConnecting();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!(message instanceof ByteBuf bytes)) {
                return;
            }
            if (!run.take(bytes.readableBytes())) {
                fail(new SocketException(run.tooMuch()));
                return;
            }
            turns.heard();
            byte[] piece = new byte[bytes.readableBytes()];
            bytes.readBytes(piece);
            if (client.arrived(piece) >= MOST_UNREAD) {
                context.channel().config().setAutoRead(false);
                resumeIfReadMeanwhile(context.channel());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** The client may have taken all of it before the channel was told to stop, and would then wait for what nobody reads. */
    private void resumeIfReadMeanwhile(Channel open) {
        if (client.unread() < MOST_UNREAD) {
            open.config().setAutoRead(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        client.finished();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(faulted(cause));
    }
}
