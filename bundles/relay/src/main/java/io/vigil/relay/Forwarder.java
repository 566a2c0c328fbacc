package io.vigil.relay;

import io.netty.channel.ChannelFuture;

/** The sockets of one service. Every method is called on the service's loop, {@link #listen} apart. */
interface Forwarder {
    /** Opens the service's address. May be called from any thread but a loop's. */
    ChannelFuture listen();

    /** Takes nobody new any more. */
    ChannelFuture stopListening();

    /** A server was taken out of the pool. */
    void left(Server server);

    /** Ends what was quiet for too long, and what still goes to servers that left too long ago. */
    void sweep(long now);

    /** Whether nothing is relayed. */
    boolean isIdle();
}
