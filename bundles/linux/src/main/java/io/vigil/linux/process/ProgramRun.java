package io.vigil.linux.process;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Constants;
import io.vigil.linux.libc.Syscalls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a program. Its fields belong to the worker's thread. */
final class ProgramRun implements RunningProgram {
    /** Starts the program. */
    @FunctionalInterface
    interface Starter {
        Process start() throws IOException, LinuxException;
    }

    private static final Duration TERM_TO_KILL = Duration.ofSeconds(2);
    private static final Duration KILL_TO_KILL = Duration.ofSeconds(10);
    private static final Duration OUTPUT_GRACE = Duration.ofMillis(200);

    private final Program program;
    private final ScheduledExecutorService worker;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private @Nullable Process process;
    private ExitStatus.@Nullable Kind ended;
    private String trouble = "";
    private @Nullable BoundedOutput output;
    /** What is to be done to it next: end it, kill it, or stop waiting for its output. */
    private @Nullable Future<?> next;

    ProgramRun(Program program, ScheduledExecutorService worker) {
        this.program = program;
        this.worker = worker;
    }

    void begin(Starter starter) {
        worker.execute(() -> start(starter));
    }

    void refuse(String why) {
        exit.complete(new ExitStatus(ExitStatus.Kind.NOT_STARTED, -1, why, ""));
    }

    private void start(Starter starter) {
        if (ended != null) {
            refuse("it was stopped before it was started");
            return;
        }
        Process started;
        try {
            started = starter.start();
        } catch (IOException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        } catch (LinuxException e) {
            refuse(e.toString());
            return;
        }
        process = started;
        if (program.outputBytes() > 0) {
            output = BoundedOutput.read(started, program.outputBytes());
        }
        program.timeout().ifPresent(t -> later(t, () -> end(ExitStatus.Kind.TIMED_OUT)));
        var unused = started.onExit().thenRunAsync(() -> finish(started), worker);
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return exit.minimalCompletionStage();
    }

    @Override
    public void stop() {
        try {
            worker.execute(() -> end(ExitStatus.Kind.STOPPED));
        } catch (RejectedExecutionException e) {
            // The worker ends with the last program: this one has ended.
        }
    }

    private void end(ExitStatus.Kind why) {
        if (ended != null || exit.isDone()) {
            return;
        }
        ended = why;
        if (process != null) {
            if (next != null) {
                next.cancel(false);
            }
            signal(Constants.SIGTERM);
            later(TERM_TO_KILL, this::kill);
        }
    }

    private void kill() {
        if (!exit.isDone()) {
            signal(Constants.SIGKILL);
            later(KILL_TO_KILL, this::kill);
        }
    }

    /** Signals the whole group, which has the leader's id. Before setsid has run there is no such group, only the leader. */
    private void signal(int signal) {
        Process leader = process;
        if (leader == null || !leader.isAlive()) {
            return;
        }
        int id = (int) leader.pid();
        try {
            try {
                Syscalls.kill(-id, signal);
            } catch (LinuxException e) {
                if (!e.is(Errno.ESRCH)) {
                    throw e;
                }
                Syscalls.kill(id, signal);
            }
        } catch (LinuxException e) {
            if (!e.is(Errno.ESRCH)) {
                trouble = e.toString();
            }
        }
    }

    /** What of the group outlived its leader, because it did not heed SIGTERM. */
    private void killGroup(int leader) {
        try {
            Syscalls.kill(-leader, Constants.SIGKILL);
        } catch (LinuxException e) {
            if (!e.is(Errno.ESRCH)) {
                trouble = e.toString();
            }
        }
    }

    private void later(Duration delay, Runnable action) {
        next = worker.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void finish(Process done) {
        if (next != null) {
            next.cancel(false);
        }
        if (ended != null) {
            int group = (int) done.pid();
            var unused = worker.schedule(() -> killGroup(group), TERM_TO_KILL.toNanos(), TimeUnit.NANOSECONDS);
        }
        int code = done.exitValue();
        ExitStatus.Kind kind = ended == null ? ExitStatus.Kind.EXITED : ended;
        String detail = trouble;
        if (detail.isEmpty() && kind == ExitStatus.Kind.TIMED_OUT) {
            detail = "ended after " + program.timeout().orElse(Duration.ZERO).toMillis() + " ms";
        }
        BoundedOutput kept = output;
        if (kept == null) {
            exit.complete(new ExitStatus(kind, code, detail, ""));
            return;
        }
        String told = detail;
        Runnable complete = () -> exit.complete(new ExitStatus(kind, code, told, kept.text()));
        // A child that outlives the program may keep its output open: what came until then is enough.
        later(OUTPUT_GRACE, complete);
        kept.whenEnded(complete);
    }
}
