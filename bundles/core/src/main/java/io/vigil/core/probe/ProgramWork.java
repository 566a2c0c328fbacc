package io.vigil.core.probe;

import io.vigil.api.Script;
import io.vigil.api.checker.ProgramEnd;
import io.vigil.linux.process.ExitStatus;
import io.vigil.linux.process.Program;
import io.vigil.linux.process.Programs;
import io.vigil.linux.process.RunningProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The programs of one run, ended when it ends. Any thread may call it. */
final class ProgramWork {
    private final Programs programs;
    private final List<RunningProgram> running = new ArrayList<>();
    private boolean ended;

    ProgramWork(Programs programs) {
        this.programs = programs;
    }

    CompletionStage<ProgramEnd> run(Script script, Duration longest) {
        if (script.refused().isPresent()) {
            return CompletableFuture.completedFuture(notStarted(script.refused().get()));
        }
        RunningProgram program = programs.run(
                Program.of(script.command()).as(script.user(), script.group()).within(longest));
        synchronized (this) {
            running.add(program);
            if (ended) {
                program.stop();
            }
        }
        return program.exit().thenApply(ProgramWork::end);
    }

    private static ProgramEnd end(ExitStatus status) {
        return switch (status.kind()) {
            case EXITED -> new ProgramEnd(ProgramEnd.Kind.EXITED, status.code(), status.detail());
            case TIMED_OUT -> new ProgramEnd(ProgramEnd.Kind.TIMED_OUT, status.code(), status.detail());
            case STOPPED -> new ProgramEnd(ProgramEnd.Kind.TIMED_OUT, status.code(), "ended with the check");
            case NOT_STARTED -> notStarted(status.detail());
        };
    }

    private static ProgramEnd notStarted(String why) {
        return new ProgramEnd(ProgramEnd.Kind.NOT_STARTED, -1, why);
    }

    /** Ends what runs, now and later; harmless for what has ended. */
    synchronized void end() {
        ended = true;
        running.forEach(RunningProgram::stop);
        running.clear();
    }
}
