package io.vigil.core.pool;

import io.vigil.api.checker.Verdict;

/** What can happen to a pool. */
public sealed interface PoolEvent {
    /** It begins, at a start or because a reload added it (Q8). */
    record Started() implements PoolEvent {}

    /** A reload asks for something else (B21 to B23). */
    record Reconfigured(PoolPlan plan) implements PoolEvent {}

    /** The same configuration, but checker types came or went: checks have other identities, and each keeps what it said. */
    record Rebound(PoolPlan plan) implements PoolEvent {}

    /** A check has something to say: its state changed, or the weight it asks for. */
    record CheckReported(Object id, boolean up, Verdict verdict) implements PoolEvent {}

    /** It ends. */
    record Ended(Reason reason) implements PoolEvent {}

    /** Why a pool or a server ends. */
    enum Reason {
        /** The director stops. */
        SHUTDOWN("Shutting down"),
        /** A reload removed it. */
        REMOVED("Removing");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The reference's words, as in its mails. */
        public String words() {
            return words;
        }
    }
}
