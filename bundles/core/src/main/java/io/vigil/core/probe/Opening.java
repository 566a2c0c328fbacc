package io.vigil.core.probe;

/** Something that a run opens on its loop, counted against its limit and closed when the run ends. On the loop only. */
interface Opening {
    /** Opens it; called once, unless the run has ended by then. */
    void open();

    /** Closes it, whether it was opened or not. Idempotent. */
    void close();
}
