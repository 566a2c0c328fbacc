package io.vigil.linux.process;

import java.util.concurrent.CompletionStage;

/** A program that was asked to run. Safe from any thread. */
public interface RunningProgram {
    /**
     * Completes when it has ended or could not be started, never exceptionally, on a thread that must not be kept: post to
     * your own loop. One that ignores its end being near completes only when it is gone; it counts as timed out then.
     */
    CompletionStage<ExitStatus> exit();

    /** Ends it as a time-out would: SIGTERM to its process group, SIGKILL 2 seconds later and then every 10. */
    void stop();
}
