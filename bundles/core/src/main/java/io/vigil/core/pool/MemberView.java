package io.vigil.core.pool;

import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import java.util.Optional;

/**
 * A real server as its pool sees it at one moment.
 *
 * @param server the configuration
 * @param state what its checks say
 * @param alive whether it counts as up
 * @param weight the weight it has while it is up
 * @param sinceNanos monotonic time of its last change; empty before the first
 * @param reason why it is down, or what cannot be checked; empty when there is nothing to say
 */
public record MemberView(
        RealServer server, ServerState state, boolean alive, int weight, Optional<Long> sinceNanos, String reason) {}
