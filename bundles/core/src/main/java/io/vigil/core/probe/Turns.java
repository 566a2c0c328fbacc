package io.vigil.core.probe;

import io.vigil.api.checker.Verdict;

/** Whose turn it is in one conversation; tells the run's trace each time it changes. On one thread at a time. */
final class Turns {
    private final ProbeRun run;
    private boolean asking;
    private boolean hearing;
    private boolean sent;

    Turns(ProbeRun run) {
        this.run = run;
    }

    /** We can ask now. */
    void ours() {
        if (!asking) {
            asking = true;
            hearing = false;
            run.entered(Verdict.Phase.REQUEST);
        }
    }

    /** We said something. */
    void sent() {
        ours();
        sent = true;
    }

    /** The server said something. */
    void heard() {
        if (!hearing) {
            hearing = true;
            asking = false;
            run.entered(Verdict.Phase.RESPONSE);
        }
    }

    /** What we are waiting for: the answer when we have asked, else our own question. */
    Verdict.Phase phase() {
        return sent ? Verdict.Phase.RESPONSE : Verdict.Phase.REQUEST;
    }
}
