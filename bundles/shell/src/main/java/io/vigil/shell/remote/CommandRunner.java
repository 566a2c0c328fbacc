package io.vigil.shell.remote;

import java.io.PrintStream;

/** Runs command lines. */
@FunctionalInterface
interface CommandRunner {
    /**
     * How a command ended.
     *
     * @param status exit status; 0 for success
     * @param notYet why it may succeed later in a director that is still starting; empty when the status is final
     */
    record Outcome(int status, String notYet) {
        static Outcome exit(int status) {
            return new Outcome(status, "");
        }
    }

    /** Runs a command line; may be interrupted, and then ends soon. */
    Outcome run(String commandLine, PrintStream out, PrintStream err);
}
