package io.vigil.api.failover;

import java.time.Instant;

/**
 * Something that happened in failover, in the order in which it happened.
 *
 * @param at when
 * @param kind what
 * @param group whether {@code name} is a sync group, else an instance
 * @param name of the instance or group, or of the script for {@link Kind#SCRIPT}
 * @param state the state then
 * @param priority effective priority then; 0 for a group
 * @param cause why, in plain words, with what was measured
 */
public record FailoverEvent(
        Instant at, Kind kind, boolean group, String name, VrrpState state, int priority, String cause) {
    /** What happened. */
    public enum Kind {
        /** A state was entered. */
        TRANSITION,
        /** The effective priority changed. */
        PRIORITY,
        /** A master heard an advert of lower priority. */
        LOWER_PRIORITY_ADVERT,
        /** Stopped in good order. */
        STOP,
        /** Removed by a reload. */
        DELETED,
        /** A tracked script changed its result. */
        SCRIPT,
        /** Anything else that an operator should read. */
        REMARK
    }
}
