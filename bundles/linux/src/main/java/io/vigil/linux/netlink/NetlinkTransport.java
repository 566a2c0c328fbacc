package io.vigil.linux.netlink;

import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries datagrams to and from the kernel's side of netlink. {@link NetlinkSocket} is the real one; tests script their own.
 * Belongs to one thread.
 */
@ConsumerType
public interface NetlinkTransport extends AutoCloseable {
    /** Sends what lies between position and limit: one message, or several that the kernel handles in turn. */
    void send(ByteBuffer datagram) throws LinuxException;

    /**
     * The next datagram, in native order, not touched again by the transport; null if none comes while the transport is
     * willing to wait. {@code ENOBUFS} means that some were lost.
     */
    @Nullable
    ByteBuffer receive() throws LinuxException;

    /** The longest datagram that {@link #send} takes. */
    int longestSend();

    /** How many answers the kernel can leave waiting without losing any. */
    int mostAnswers();

    @Override
    void close();
}
