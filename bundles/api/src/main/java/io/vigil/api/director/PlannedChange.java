package io.vigil.api.director;

/**
 * One difference between the running and the wanted configuration.
 *
 * @param kind whether something is added, removed or changed
 * @param what an instance, sync group, virtual server, real server, check, or setting, with its name
 * @param detail for a change, {@code name: from -> to}; empty otherwise
 * @param disturbs what it disturbs: nothing, one server, a pool, an address
 */
public record PlannedChange(Kind kind, String what, String detail, String disturbs) {
    /** The kind. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It goes. */
        REMOVED,
        /** It stays, and something about it changes. */
        CHANGED
    }
}
