package io.vigil.api.notify;

import java.time.Instant;
import java.util.Map;

/**
 * An entry of the event log.
 *
 * @param sequence number, from 1, without gaps in one run of the director
 * @param at when
 * @param kind what happened
 * @param subject to what: the name of an instance, group, virtual server, real server or check; empty for the director
 * @param message one line for people, with its cause
 * @param attributes the same for programs, such as state, priority, from, to
 */
public record Event(
        long sequence, Instant at, Kind kind, String subject, String message, Map<String, String> attributes) {
    /** What happened. */
    public enum Kind {
        /** A VRRP instance changed its state. */
        INSTANCE,
        /** A sync group changed its state. */
        GROUP,
        /** An instance's effective priority changed. */
        PRIORITY,
        /** A tracked script changed its result. */
        SCRIPT,
        /** A real server came up or went down, or its weight changed. */
        SERVER,
        /** A virtual server gained or lost quorum. */
        QUORUM,
        /** A check changed its verdict, or broke. */
        CHECK,
        /** A checker type came or went. */
        CHECKER_TYPE,
        /** A configuration was loaded or refused. */
        CONFIG,
        /** The data plane was repaired, or something in it is not ours. */
        DATA_PLANE,
        /** The director started, stopped, or tells something of itself. */
        DIRECTOR
    }

    public Event {
        attributes = Map.copyOf(attributes);
    }
}
