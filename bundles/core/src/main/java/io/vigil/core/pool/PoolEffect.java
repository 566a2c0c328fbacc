package io.vigil.core.pool;

import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;

/**
 * What a pool's event leads to, in the order in which it should be told. What the data plane should hold afterwards is asked with
 * {@link Pool#destinations()}.
 */
public sealed interface PoolEffect {
    /** The table of the data plane has to follow. */
    record TableChanged() implements PoolEffect {}

    /** A server is up as the pool begins, before any check has run. */
    record ServerStarted(RealServer server) implements PoolEffect {}

    /**
     * A server came up or went down, or its first result confirmed a state that it only was assumed to have (Q10).
     *
     * @param up its state now
     * @param changed whether it is another one than before
     * @param type the check that decided; empty when no check did
     * @param cause what came back
     */
    record ServerState(RealServer server, boolean up, boolean changed, String type, String cause)
            implements PoolEffect {}

    /** A check changed its mind, and its server stayed what it was. */
    record CheckState(RealServer server, String type, boolean up, boolean serverUp, String cause)
            implements PoolEffect {}

    /** The weight that counts has changed (Q11). */
    record WeightChanged(RealServer server, boolean alive, int from, int to, String cause) implements PoolEffect {}

    /** A server that is up left the pool. */
    record ServerEnded(RealServer server, PoolEvent.Reason reason) implements PoolEffect {}

    /** Quorum was gained; {@code initial} at a start or reload. */
    record QuorumGained(long quorum, long hysteresis, long live, boolean initial) implements PoolEffect {}

    /** Quorum was lost; {@code initial} when a pool with a sorry server starts without it. */
    record QuorumLost(long quorum, long hysteresis, long live, boolean initial) implements PoolEffect {}

    /** The sorry server begins or ends to serve. */
    record SorryServing(SorryServer server, boolean serving) implements PoolEffect {}

    /** A virtual server with quorum ended. */
    record QuorumEnded(PoolEvent.Reason reason) implements PoolEffect {}
}
