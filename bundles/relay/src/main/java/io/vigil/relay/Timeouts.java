package io.vigil.relay;

import java.time.Duration;
import java.util.Optional;

/**
 * How long quiet connections are kept; the defaults are those of IPVS.
 *
 * @param tcpNanos open both ways
 * @param tcpFinNanos closed in one direction
 * @param udpNanos since the last datagram
 */
record Timeouts(long tcpNanos, long tcpFinNanos, long udpNanos) {
    private static final Duration TCP = Duration.ofMinutes(15);
    private static final Duration TCP_FIN = Duration.ofMinutes(2);
    private static final Duration UDP = Duration.ofMinutes(5);

    static Timeouts of(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) {
        return new Timeouts(
                tcp.orElse(TCP).toNanos(),
                tcpFin.orElse(TCP_FIN).toNanos(),
                udp.orElse(UDP).toNanos());
    }
}
