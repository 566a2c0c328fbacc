package io.vigil.config.bind;

import io.vigil.api.AddressFamily;

/**
 * What the parts of an instance need to know of each other.
 *
 * @param name its name
 * @param family of its addresses
 * @param version 2 or 3
 * @param strict whether it is in strict mode
 * @param priority its base priority
 * @param state the configured state: MASTER, BACKUP or nothing
 */
record InstanceFrame(String name, AddressFamily family, int version, boolean strict, int priority, String state) {
    /** The priority of who owns the addresses. */
    static final int OWNER = 255;
    /** The priority when none is given. */
    static final int DEFAULT_PRIORITY = 100;

    boolean ipv6() {
        return family == AddressFamily.INET6;
    }

    boolean owner() {
        return priority == OWNER;
    }

    boolean master() {
        return state.equals("MASTER");
    }
}
