package io.vigil.linux.netlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;

/** Hears notifications without waiting for them. Belongs to the thread of the loop that watches its descriptor. */
public final class NetlinkMonitor implements AutoCloseable {
    /** A flood of news must leave the loop time for its timers. */
    private static final int MOST_AT_ONCE = 256;

    private final NetlinkTransport transport;

    /** Takes notifications. */
    @FunctionalInterface
    public interface Handler {
        /**
         * One notification.
         *
         * @throws LinuxException if it can not be read; the poll ends with it
         */
        void accept(NetlinkMessage message) throws LinuxException;
    }

    /**
     * A monitor over a transport that it then owns.
     *
     * @param transport one that does not wait and has joined the groups to hear
     */
    public NetlinkMonitor(NetlinkTransport transport) {
        this.transport = transport;
    }

    /**
     * Hands over what has come: all of it, or in a flood the first 256 datagrams, the rest at the next call (which a loop makes
     * at once, since the descriptor is still readable).
     *
     * @return false if the kernel had to drop some: what is known must be read anew
     */
    public boolean poll(Handler handler) throws LinuxException {
        boolean complete = true;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            ByteBuffer datagram;
            try {
                datagram = transport.receive();
            } catch (LinuxException e) {
                if (!e.is(Errno.ENOBUFS)) {
                    throw e;
                }
                complete = false;
                continue;
            }
            if (datagram == null) {
                break;
            }
            for (NetlinkMessage message : NetlinkCodec.split(datagram)) {
                if (message.type() == NetlinkConstants.NLMSG_OVERRUN) {
                    complete = false;
                } else {
                    handler.accept(message);
                }
            }
        }
        return complete;
    }

    @Override
    public void close() {
        transport.close();
    }
}
