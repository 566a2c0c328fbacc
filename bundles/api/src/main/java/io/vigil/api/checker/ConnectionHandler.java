package io.vigil.api.checker;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Reacts to one connection of a check. Every method is called on the check's event loop. */
@ConsumerType
public interface ConnectionHandler {
    /** The connection stands. */
    void connected(Connection connection);

    /** Bytes arrived; the buffer is the handler's until it returns. */
    default void received(Connection connection, ByteBuffer bytes) {}

    /** The TLS handshake that {@link Connection#startTls} began has finished. */
    default void secured(Connection connection) {}

    /** The peer closed in good order. */
    default void closed(Connection connection) {}

    /**
     * It failed: refused, reset, unreachable, timed out in a step, or a TLS error.
     *
     * @param phase how far it had come
     * @param cause why, in plain words; a {@link java.net.SocketTimeoutException} when the time for a step was up
     */
    void failed(Verdict.Phase phase, IOException cause);
}
