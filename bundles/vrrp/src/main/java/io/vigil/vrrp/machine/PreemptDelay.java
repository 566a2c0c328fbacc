package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpInstance.Election;

/** Holds preemption back for a while after a lower priority was heard (F13). */
final class PreemptDelay {
    private long until = Routers.NEVER;

    void reset() {
        until = Routers.NEVER;
    }

    /** Whether an advert of lower priority is still accepted as the master's; the first one starts the delay. */
    boolean holds(Election election, long now) {
        long delay = election.preemptDelay().toNanos();
        if (delay <= 0) {
            return false;
        }
        if (until == Routers.NEVER) {
            until = now + delay;
        }
        return now < until;
    }

    boolean running() {
        return until != Routers.NEVER;
    }
}
