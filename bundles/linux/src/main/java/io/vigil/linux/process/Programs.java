package io.vigil.linux.process;

import io.vigil.linux.LinuxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Runs programs, each in a session of its own, as the user it names, and ends those that take too long. Nothing waits: one
 * daemon thread starts and times them all, and programs whose output is kept have a second one that reads it.
 *
 * <p>A program is executed through {@code setsid} and, for another user, {@code setpriv}, which both become it, so that its
 * process id is the leader's of its group. IFS, LD_PRELOAD and LD_LIBRARY_PATH are taken out of its environment; standard
 * input is empty.
 */
public final class Programs implements AutoCloseable {
    private static final List<String> UNSAFE = List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH");
    private static final List<Path> TOOL_PLACES =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final ScheduledThreadPoolExecutor worker;
    private int running;
    private boolean closed;

    /**
     * Ready to run programs.
     *
     * @param threadName the name of the thread that starts and times them
     */
    public Programs(String threadName) {
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        worker.setRemoveOnCancelPolicy(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a program, soon. Programs start in the order asked for. */
    public RunningProgram run(Program program) {
        ProgramRun run = new ProgramRun(program, worker);
        synchronized (this) {
            if (closed) {
                run.refuse("no more programs are run: we are stopping");
                return run;
            }
            running++;
        }
        var unused = run.exit().thenRun(this::ended);
        run.begin(() -> start(program));
        return run;
    }

    /** Takes no more programs. Those that run go on, and are still ended when their time is over. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running == 0) {
            worker.shutdown();
        }
    }

    private synchronized void ended() {
        running--;
        if (closed && running == 0) {
            worker.shutdown();
        }
    }

    private static Process start(Program program) throws IOException, LinuxException {
        ProcessBuilder builder = new ProcessBuilder(chain(program));
        Map<String, String> environment = builder.environment();
        UNSAFE.forEach(environment::remove);
        environment.putAll(program.environment());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true);
        if (program.outputBytes() == 0) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }

    /** The command with what must stand before it. */
    static List<String> chain(Program program) throws IOException, LinuxException {
        List<String> chain = new ArrayList<>();
        chain.add(tool("setsid"));
        Accounts.User we = Accounts.ourselves();
        Accounts.User wanted = we;
        if (program.user().isPresent()) {
            String name = program.user().get();
            wanted = Accounts.user(name).orElseThrow(() -> new IOException("there is no user " + name));
        }
        if (program.group().isPresent()) {
            String name = program.group().get();
            int group = Accounts.group(name).orElseThrow(() -> new IOException("there is no group " + name));
            wanted = new Accounts.User(wanted.id(), group);
        }
        if (!wanted.equals(we)) {
            chain.add(tool("setpriv"));
            chain.add("--reuid=" + Integer.toUnsignedString(wanted.id()));
            chain.add("--regid=" + Integer.toUnsignedString(wanted.group()));
            chain.add("--clear-groups");
            chain.add("--");
        }
        chain.addAll(program.command());
        return chain;
    }

    private static String tool(String name) throws IOException {
        for (Path place : TOOL_PLACES) {
            Path tool = place.resolve(name);
            if (Files.isExecutable(tool)) {
                return tool.toString();
            }
        }
        throw new IOException(name + " is in none of " + TOOL_PLACES + ": programs cannot be run without it");
    }
}
