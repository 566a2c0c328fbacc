package io.vigil.checker.misc;

import io.vigil.api.Script;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.ProgramEnd;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Runs the program and reads its exit status. */
final class MiscCheck implements Checker {
    /** Two seconds from SIGTERM to SIGKILL, and one for both to be noticed. */
    private static final Duration TO_END = Duration.ofSeconds(3);

    /** The director's mails say it by this word (E4). */
    private static final String TIME_IS_UP = "timed out";

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int WEIGHT_BASE = 2;
    private static final int LAST_STATUS = 255;

    private final Script script;
    private final Duration timeout;
    private final boolean dynamic;

    /** With a time-out of zero the program may run for the virtual server's {@code delay_loop} (X17). */
    MiscCheck(Script script, Duration timeout, boolean dynamic) {
        this.script = script;
        this.timeout = timeout;
        this.dynamic = dynamic;
    }

    @Override
    public Duration longest() {
        return timeout.plus(TO_END);
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return context.run(script, timeout.isZero() ? context.interval() : timeout)
                .thenApply(this::judge);
    }

    private Verdict judge(ProgramEnd end) {
        return switch (end.kind()) {
            case NOT_STARTED -> Verdict.down(Phase.RUN, "could not be run: " + end.detail());
            case TIMED_OUT -> Verdict.down(Phase.RUN, TIME_IS_UP + ": " + end.detail());
            case EXITED -> exited(end.code());
        };
    }

    /** X15: 0 goes back to the configured weight, 2 asks for weight 0. A shell's 126 and 127 speak of the program, not of a weight. */
    private Verdict exited(int status) {
        if (status == NOT_EXECUTABLE || status == NOT_FOUND) {
            return Verdict.down(Phase.RUN, "could not be run: exit status " + status);
        }
        String reason = "exit status " + status;
        if (status == 0) {
            return Verdict.up(Phase.RUN, reason);
        }
        if (!dynamic || status < WEIGHT_BASE || status > LAST_STATUS) {
            return Verdict.down(Phase.RUN, reason);
        }
        return Verdict.up(Phase.RUN, reason).weight(status - WEIGHT_BASE);
    }
}
