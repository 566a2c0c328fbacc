package io.vigil.core.probe;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.vigil.api.pool.CheckTarget;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * Socket, options, bind, connect, on the run's loop. What fails before the kernel sends anything is this machine's fault and says
 * nothing of the server (C7).
 */
final class ConnectionAttempt {
    /** Who wants the connection. */
    interface Asker {
        /** There is a socket, not yet connected. */
        void opened(Channel channel);

        /** The kernel is about to send the first packet. */
        void connecting();

        /** The connection stands. */
        void connected();

        /** The server, or the way to it, is at fault. */
        void refused(String reason, Throwable cause);

        /** This machine is at fault. */
        void impossible(String reason);

        /** Whether the connection is still wanted. */
        boolean isWaiting();
    }

    private final Transport transport;
    private final Function<CheckTarget, Channel> maker;
    private final CheckTarget from;
    private final InetSocketAddress server;
    private final Asker asker;

    private ConnectionAttempt(
            Transport transport,
            Function<CheckTarget, Channel> maker,
            CheckTarget from,
            InetSocketAddress server,
            Asker asker) {
        this.transport = transport;
        this.maker = maker;
        this.from = from;
        this.server = server;
        this.asker = asker;
    }

    /** By TCP. */
    static ConnectionAttempt stream(Transport transport, CheckTarget from, InetSocketAddress server, Asker asker) {
        return new ConnectionAttempt(transport, transport::socket, from, server, asker);
    }

    /** By UDP, where connecting only means that no other peer is heard. */
    static ConnectionAttempt datagrams(Transport transport, CheckTarget from, InetSocketAddress server, Asker asker) {
        return new ConnectionAttempt(transport, transport::datagramSocket, from, server, asker);
    }

    /** Begins; the asker is told the rest. */
    void start(EventLoop loop, ChannelHandler reader) {
        if (!transport.isNative()
                && (from.firewallMark() != 0 || from.bindInterface().isPresent())) {
            asker.impossible("fwmark and bind_if need the native epoll library, which is not loaded here");
            return;
        }
        Channel channel;
        try {
            channel = maker.apply(from);
        } catch (ChannelException e) {
            asker.impossible("could not make a socket" + Source.describe(from) + ": " + SocketErrors.local(e));
            return;
        }
        asker.opened(channel);
        channel.pipeline().addLast(reader);
        loop.register(channel).addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                asker.impossible("could not use a socket: " + SocketErrors.local(registered.cause()));
            } else if (from.bindAddress().isPresent() || from.bindPort() != 0) {
                bind(channel, Source.source(from));
            } else {
                connect(channel);
            }
        });
    }

    private void bind(Channel channel, InetSocketAddress source) {
        channel.bind(source).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                connect(channel);
            } else if (asker.isWaiting()) {
                asker.impossible("could not bind to " + Source.text(source) + ": " + SocketErrors.local(bound.cause()));
            }
        });
    }

    private void connect(Channel channel) {
        if (!asker.isWaiting()) {
            return;
        }
        // The asker's timer ends the attempt: the channel's would be a second one, and speaks of milliseconds
        channel.config().setConnectTimeoutMillis(0);
        asker.connecting();
        channel.connect(Source.scoped(server, from)).addListener((ChannelFuture done) -> {
            if (!asker.isWaiting()) {
                return;
            }
            if (done.isSuccess()) {
                asker.connected();
                return;
            }
            Optional<String> fault = SocketErrors.fault(done.cause());
            if (fault.isPresent()) {
                asker.refused(fault.get(), done.cause());
            } else {
                asker.impossible(
                        "could not connect to " + Source.text(server) + ": " + SocketErrors.local(done.cause()));
            }
        });
    }
}
