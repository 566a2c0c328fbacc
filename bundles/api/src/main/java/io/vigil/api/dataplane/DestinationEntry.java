package io.vigil.api.dataplane;

import io.vigil.api.Endpoint;
import java.util.Optional;

/**
 * A real server as it should stand, or stands, in one service of a data plane.
 *
 * @param endpoint what identifies it within its service
 * @param method how packets reach it
 * @param tunnel how they are wrapped; empty unless {@link ForwardingMethod#TUN}
 * @param weight 0 (no new connections) to 2^31-1
 * @param upperThreshold connections above which it gets no more; 0 for no limit
 * @param lowerThreshold connections below which it gets some again; 0 for the default
 */
public record DestinationEntry(
        Endpoint endpoint,
        ForwardingMethod method,
        Optional<Tunnel> tunnel,
        int weight,
        int upperThreshold,
        int lowerThreshold) {
    /** Gives TUN without a tunnel the plain one, and takes it from other methods, so that equal servers are equal entries. */
    public DestinationEntry {
        tunnel = method == ForwardingMethod.TUN ? Optional.of(tunnel.orElse(Tunnel.IPIP)) : Optional.empty();
    }

    /** The same with another weight. */
    public DestinationEntry weight(int other) {
        return new DestinationEntry(endpoint, method, tunnel, other, upperThreshold, lowerThreshold);
    }
}
