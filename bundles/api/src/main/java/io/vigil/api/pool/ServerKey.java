package io.vigil.api.pool;

import io.vigil.api.Endpoint;

/**
 * What identifies a real server: its virtual server's name and its own address and port.
 *
 * @param virtualServer {@link VirtualServer#name()}
 * @param endpoint the real server
 */
public record ServerKey(String virtualServer, Endpoint endpoint) {
    /** {@code 10.0.0.11:80 of [10.0.0.1]:tcp:80}. */
    @Override
    public String toString() {
        return endpoint + " of " + virtualServer;
    }
}
