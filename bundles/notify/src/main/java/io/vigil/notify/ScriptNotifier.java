package io.vigil.notify;

import io.vigil.api.Script;
import io.vigil.api.notify.Notice;
import io.vigil.api.notify.Notifier;
import io.vigil.linux.process.ExitStatus;
import io.vigil.linux.process.Program;
import io.vigil.linux.process.Programs;
import io.vigil.linux.process.RunningProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts of a notice: started in their order, side by side, nothing waits for them (N3). A script that the
 * configuration refused (others can write to it, it is missing) never runs and is complained about once.
 */
@Component(service = Notifier.class, configurationPid = "io.vigil.notify.script")
@Designate(ocd = ScriptNotifier.Config.class)
public final class ScriptNotifier implements Notifier {
    /** Configuration. */
    @ObjectClassDefinition(name = "Vigil: notification scripts")
    public @interface Config {
        /** Seconds after which a script is ended with SIGTERM, then SIGKILL. */
        @AttributeDefinition(description = "Seconds after which a script is ended; 0 for never, as the reference does")
        int timeoutSeconds() default 0;

        /** Scripts that may run at once. */
        @AttributeDefinition(description = "Scripts that may run at once; more are refused and logged")
        int mostAtOnce() default 500;
    }

    /**
     * Settings.
     *
     * @param timeout how long a script may run; empty for as long as it likes
     * @param mostAtOnce scripts that may run at once
     */
    record Settings(Optional<Duration> timeout, int mostAtOnce) {
        Settings {
            if (mostAtOnce < 1) {
                throw new IllegalArgumentException("mostAtOnce " + mostAtOnce + " is below 1");
            }
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ScriptNotifier.class);
    private static final int KEPT_OUTPUT = 1024;
    private static final long SECOND_MILLIS = 1000;

    private final Settings settings;
    private final Programs programs = new Programs("notify-script-runs");
    private final Map<RunningProgram, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
    private final Set<String> complainedAbout = ConcurrentHashMap.newKeySet();

    /** Called by Declarative Services. */
    @Activate
    public ScriptNotifier(Config config) {
        this(new Settings(
                config.timeoutSeconds() > 0
                        ? Optional.of(Duration.ofSeconds(config.timeoutSeconds()))
                        : Optional.empty(),
                config.mostAtOnce()));
    }

    ScriptNotifier(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public void tell(Notice notice) throws IOException {
        for (Script script : notice.scripts()) {
            if (script.refused().isPresent()) {
                complainOnce(script, script.refused().get());
            } else {
                start(script);
            }
        }
    }

    private void complainOnce(Script script, String why) {
        if (complainedAbout.add(script.command().get(0) + " " + why)) {
            log.error(
                    "script {} ({}) is not run, now and later: {}",
                    script.command().get(0),
                    script.place(),
                    why);
        }
    }

    private void start(Script script) throws IOException {
        if (running.size() >= settings.mostAtOnce()) {
            throw new IOException("script " + script.command().get(0) + " was not started: " + running.size()
                    + " scripts are running already, as many as may");
        }
        Program program =
                Program.of(script.command()).as(script.user(), script.group()).keepingOutput(KEPT_OUTPUT);
        RunningProgram run =
                programs.run(settings.timeout().map(program::within).orElse(program));
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        running.put(run, told);
        var unused = run.exit().thenAccept(exit -> {
            running.remove(run);
            ended(script, exit);
            told.complete(exit.successful());
        });
    }

    private static void ended(Script script, ExitStatus exit) {
        if (exit.successful()) {
            return;
        }
        String output =
                exit.output().isBlank() ? "" : "; it said: " + exit.output().strip();
        String detail = exit.detail().isEmpty() ? "" : " (" + exit.detail() + ")";
        String command = String.join(" ", script.command());
        switch (exit.kind()) {
            case NOT_STARTED -> log.error("script {} could not be started: {}", command, exit.detail());
            case TIMED_OUT -> log.warn("script {} took too long and was ended{}{}", command, detail, output);
            case STOPPED -> log.info("script {} was ended because the director stops", command);
            case EXITED -> log.warn("script {} ended with status {}{}{}", command, exit.code(), detail, output);
        }
    }

    /** Scripts that run now. */
    int running() {
        return running.size();
    }

    /** Refused scripts that were complained about. */
    int complaints() {
        return complainedAbout.size();
    }

    @Override
    public void settle(long millis) throws InterruptedException {
        CompletableFuture<?>[] ends = running.values().toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("{} scripts still run after {} ms", running.size(), millis);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a script's end is never exceptional", e);
        }
    }

    /** Ends what still runs: SIGTERM, a second to heed it (B6), and SIGKILL by the runner if it does not. */
    @Deactivate
    public void deactivate() {
        running.keySet().forEach(RunningProgram::stop);
        try {
            settle(SECOND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            programs.close();
        }
    }
}
