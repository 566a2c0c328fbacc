package io.vigil.api.checker;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
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

    /** Our address and port. */
    InetSocketAddress local();

    /** Closes; no further call reaches the handler. Idempotent. */
    void close();
}
