package io.vigil.linux.netlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;

/** Hears notifications without waiting for them. Belongs to the thread of the loop that watches its descriptor. */
public final class NetlinkMonitor implements AutoCloseable {
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

    private final NetlinkTransport transport;

    /** @param transport one that does not wait and has joined the groups to hear */
    public NetlinkMonitor(NetlinkTransport transport) {
        this.transport = transport;
    }

    /**
     * Hands over everything that has come.
     *
     * @return false if the kernel had to drop some: what is known must be read anew
     */
    public boolean poll(Handler handler) throws LinuxException {
        boolean complete = true;
        while (true) {
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
                return complete;
            }
            for (NetlinkMessage message : NetlinkCodec.split(datagram)) {
                if (message.type() == NetlinkConstants.NLMSG_OVERRUN) {
                    complete = false;
                } else {
                    handler.accept(message);
                }
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
