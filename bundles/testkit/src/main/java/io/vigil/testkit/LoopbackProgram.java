package io.vigil.testkit;

import io.vigil.api.Script;
import io.vigil.api.checker.ProgramEnd;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a program for a checker's test: as ourselves, without a process group, by the JDK's means. */
final class LoopbackProgram {
    private LoopbackProgram() {}

    static ProgramEnd run(Script script, Duration longest) throws InterruptedException {
        if (script.refused().isPresent()) {
            return new ProgramEnd(
                    ProgramEnd.Kind.NOT_STARTED, -1, script.refused().get());
        }
        Process process;
        try {
            process = new ProcessBuilder(script.command())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return new ProgramEnd(ProgramEnd.Kind.NOT_STARTED, -1, String.valueOf(e.getMessage()));
        }
        if (process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return new ProgramEnd(ProgramEnd.Kind.EXITED, process.exitValue(), "");
        }
        process.destroyForcibly().waitFor();
        return new ProgramEnd(ProgramEnd.Kind.TIMED_OUT, -1, "ended after " + longest.toMillis() + " ms");
    }
}
