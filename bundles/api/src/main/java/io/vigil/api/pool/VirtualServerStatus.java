package io.vigil.api.pool;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Counters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is observed of a virtual server.
 *
 * @param name {@link VirtualServer#name()}
 * @param services its services as text, such as {@code tcp 10.0.0.1:80}
 * @param scheduler the scheduler's name
 * @param quorumUp whether quorum is held
 * @param quorum least weight that it needs
 * @param liveWeight sum of the weights of living servers
 * @param sorryServer the sorry server; empty without one
 * @param sorryServing whether the sorry server is in service
 * @param counters what passed through
 * @param servers its real servers
 */
public record VirtualServerStatus(
        String name,
        List<String> services,
        String scheduler,
        boolean quorumUp,
        long quorum,
        long liveWeight,
        Optional<Endpoint> sorryServer,
        boolean sorryServing,
        Counters counters,
        List<Server> servers) {
    /**
     * What is observed of a real server.
     *
     * @param endpoint its address and port
     * @param method how packets reach it: NAT, DR or TUN
     * @param state what its checks say
     * @param configuredWeight the weight of the configuration
     * @param weight the weight it has now; 0 when it is out of service
     * @param inTable whether it stands in the data plane
     * @param activeConnections open connections
     * @param inactiveConnections closing connections
     * @param since when its state last changed
     * @param reason why it is down, or what is missing; empty when there is nothing to say
     */
    public record Server(
            Endpoint endpoint,
            String method,
            ServerState state,
            int configuredWeight,
            int weight,
            boolean inTable,
            int activeConnections,
            int inactiveConnections,
            Optional<Instant> since,
            String reason) {}

    /** What the checks of a real server say of it. */
    public enum ServerState {
        /** None of its checks is down. */
        UP,
        /** A check is down. */
        DOWN,
        /** It has checks, and none could run yet. */
        UNCHECKED
    }

    public VirtualServerStatus {
        services = List.copyOf(services);
        servers = List.copyOf(servers);
    }
}
