package io.vigil.shell;

import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.Verdict;
import io.vigil.api.director.CheckRun;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.pool.ServerKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code vigil:check-now}: asks a server by hand and shows how far the check came, and when. */
@Service
@Command(
        scope = "vigil",
        name = "check-now",
        description = "Runs the checks of a server once and shows each phase with its time",
        detailedDescription = """
                What it finds is shown and does not count: verdicts, retries and timers of the scheduled checks stay as \
                they are. The target is a real server or the address that its check asks, before it the checker type \
                where only that one is meant. Ends with 3 when a server is down and with 1 when a check broke or cannot run.

                    vigil:check-now 10.0.0.11:80
                    vigil:check-now HTTP_GET 10.0.0.11:80
                    vigil:check-now 10.0.0.11:80 --json
                """)
public final class CheckNowCommand extends DirectorCommand {
    /** A server is down. */
    static final int DOWN = 3;

    @Argument(name = "target", description = "[TYPE] ADDRESS:PORT", required = true, multiValued = true)
    @Completion(CheckTargetCompleter.class)
    List<String> target = List.of();

    @Option(name = "--within", description = "How many seconds to wait for the result")
    int within = 120;

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand, InterruptedException {
        List<CheckRun> runs = await(director.checkNow(String.join(" ", target)));
        if (json) {
            screen.json(runs);
        } else {
            runs.forEach(run -> print(run, screen));
        }
        Optional<CheckRun> unanswered =
                runs.stream().filter(run -> run.verdict().isEmpty()).findFirst();
        if (unanswered.isPresent()) {
            throw FailedCommand.of(
                    1, name(unanswered.get()) + ": " + unanswered.get().problem());
        }
        long down = runs.stream().filter(run -> !isUp(run)).count();
        if (down > 0) {
            throw FailedCommand.of(
                    DOWN, down + " of " + runs.size() + (runs.size() == 1 ? " check" : " checks") + " down");
        }
    }

    private List<CheckRun> await(CompletionStage<List<CheckRun>> stage) throws FailedCommand, InterruptedException {
        try {
            return stage.toCompletableFuture().get(within, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw FailedCommand.of(1, "no result within " + within + " s; the check goes on");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw FailedCommand.of(1, String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        }
    }

    private static boolean isUp(CheckRun run) {
        return run.verdict().filter(Verdict::up).isPresent();
    }

    private static String name(CheckRun run) {
        return run.type() + " " + run.target();
    }

    private static void print(CheckRun run, Screen screen) {
        screen.line(
                run.verdict().isEmpty() ? Screen.Tone.DOUBT : isUp(run) ? Screen.Tone.GOOD : Screen.Tone.BAD,
                name(run) + ": " + result(run));
        screen.field(
                "  servers", run.servers().stream().map(ServerKey::toString).collect(Collectors.joining(", ")));
        for (PhaseTime phase : run.phases()) {
            screen.field("  " + phase.phase().word(), "after " + Ages.fine(phase.at()));
        }
        screen.field("  end", "after " + Ages.fine(run.took()));
        run.verdict().ifPresent(verdict -> {
            verdict.warning().ifPresent(text -> screen.line(Screen.Tone.DOUBT, "  warning: " + text));
            verdict.weight().ifPresent(weight -> screen.field("  asks for", "weight " + weight));
            verdict.weightChange().ifPresent(change -> screen.field("  asks for", "weight %+d".formatted(change)));
        });
    }

    private static String result(CheckRun run) {
        return run.verdict()
                .map(verdict -> verdict.up()
                        ? "up, " + verdict.reason()
                        : "down, " + verdict.failure().orElse(verdict.reason()))
                .orElse(run.problem());
    }
}
