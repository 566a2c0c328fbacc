package io.vigil.relay;

import java.time.Duration;

/**
 * What an operator may set, validated.
 *
 * @param eventLoops threads that carry traffic
 * @param mostConnections open TCP connections, or UDP sessions, of one service
 * @param mostBonds clients' networks that one service keeps with their servers
 * @param connectTimeout how long a server may take to accept
 * @param drainTimeout how long connections of a server that was taken out may go on
 * @param bufferBytes what may be read and not yet written, over all services
 * @param sweepPeriod how often timeouts are looked at
 */
record Settings(
        int eventLoops,
        int mostConnections,
        int mostBonds,
        Duration connectTimeout,
        Duration drainTimeout,
        long bufferBytes,
        Duration sweepPeriod) {
    Settings {
        positive("eventLoops", eventLoops);
        positive("mostConnections", mostConnections);
        positive("mostBonds", mostBonds);
        positive("connectTimeoutMillis", connectTimeout.toMillis());
        positive("bufferMebibytes", bufferBytes);
        positive("sweepPeriod", sweepPeriod.toMillis());
        if (drainTimeout.isNegative()) {
            throw new IllegalArgumentException("drainTimeoutSeconds is below 0: " + drainTimeout.toSeconds());
        }
    }

    static Settings of(RelayConfiguration configuration) {
        return new Settings(
                configuration.eventLoops(),
                configuration.mostConnections(),
                configuration.mostPersistentNetworks(),
                Duration.ofMillis(configuration.connectTimeoutMillis()),
                Duration.ofSeconds(configuration.drainTimeoutSeconds()),
                configuration.bufferMebibytes() * 1024L * 1024L,
                Duration.ofSeconds(1));
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is not above 0: " + value);
        }
    }
}
