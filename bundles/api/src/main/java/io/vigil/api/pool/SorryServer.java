package io.vigil.api.pool;

import io.vigil.api.dataplane.DestinationEntry;

/**
 * The server that serves when quorum is lost.
 *
 * @param destination its entry in the data plane
 * @param inhibit it stays in the table with weight 0 while it is not needed
 */
public record SorryServer(DestinationEntry destination, boolean inhibit) {}
