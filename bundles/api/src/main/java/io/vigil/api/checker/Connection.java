package io.vigil.api.checker;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One connection of a check, as lent by the engine. Call it on the check's event loop only. */
@ProviderType
public interface Connection {
    /** Sends bytes; what does not fit now is sent as soon as the peer takes it. */
    void send(ByteBuffer bytes);

    /** Begins a TLS handshake as client. {@link ConnectionHandler#secured} or {@code failed} follows. */
    void startTls(TlsSettings settings);

    /** From now on the next bytes must arrive within this time, else {@code failed} is called; replaces an earlier one. */
    void expectWithin(Duration time);

    /** What TLS agreed on; empty before {@link ConnectionHandler#secured}. */
    Optional<TlsPeer> tls();

    /**
     * Hands the connection back in place of closing it: the next run of this check that connects to the same address gets it, still
     * secured, if it is open by then. At most one is kept for a check. No further call reaches the handler.
     */
    void keep();

    /** Whether an earlier run of this check opened it, see {@link #keep}. A kept one that turns out to be dead fails as any does. */
    boolean kept();

    /** Our address and port. */
    InetSocketAddress local();

    /** Closes; no further call reaches the handler. Idempotent. */
    void close();
}
