package io.vigil.shell;

import io.vigil.api.checker.Verdict;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.CheckStatus.State;
import io.vigil.api.pool.ServerKey;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code vigil:checks}: what each check last found, and when it runs again. */
@Service
@Command(
        scope = "vigil",
        name = "checks",
        description = "Shows the checks, their last verdicts and when they run next",
        detailedDescription = """
                FAILS counts failed runs in a row, BROKE those that ended in an exception or missed their deadline. \
                A check that cannot run, because its type is not installed or does not work, is UNCHECKED, or HELD_UP or \
                HELD_DOWN while its last verdict holds; LAST is the age of that verdict.

                    vigil:checks
                    vigil:checks --type HTTP_GET --down
                    vigil:checks --of '[10.0.0.1]:tcp:80' --json
                """)
public final class ChecksCommand extends DirectorCommand {
    @Option(name = "--type", aliases = "-t", description = "Only checks of this type, such as TCP_CHECK")
    @Completion(CheckerTypeCompleter.class)
    @Nullable
    String type;

    @Option(name = "--of", description = "Only checks of this virtual server")
    @Completion(VirtualServerCompleter.class)
    @Nullable
    String virtualServer;

    @Option(name = "--down", description = "Only checks that are not up")
    boolean onlyDown;

    @Override
    void show(DirectorAdmin director, Screen screen) {
        List<CheckStatus> checks =
                director.checks().stream().filter(this::wanted).toList();
        if (json) {
            screen.json(checks);
            return;
        }
        headline(checks, screen);
        TextTable table = new TextTable(
                "TYPE", "TARGET", "STATE", ">FAILS", ">RUNS", ">BROKE", ">LAST", ">TOOK", ">NEXT", "SERVERS", "RESULT");
        for (CheckStatus check : checks) {
            table.row(
                    check.type(),
                    check.target(),
                    state(check.state()),
                    check.failures(),
                    check.runs(),
                    check.broken(),
                    screen.age(check.lastAt()),
                    check.last().map(Verdict::latency).map(Ages::fine).orElse("-"),
                    check.nextIn().map(Ages::fine).orElse("-"),
                    check.servers().stream()
                            .map(ServerKey::virtualServer)
                            .distinct()
                            .collect(Collectors.joining(" ")),
                    result(check));
        }
        if (!table.isEmpty()) {
            table.print(screen);
        }
    }

    private boolean wanted(CheckStatus check) {
        String ofType = type;
        String ofServer = virtualServer;
        return (ofType == null || check.type().equals(ofType))
                && (ofServer == null
                        || check.servers().stream()
                                .anyMatch(s -> s.virtualServer().equals(ofServer)))
                && (!onlyDown || check.state() != State.UP);
    }

    private static void headline(List<CheckStatus> checks, Screen screen) {
        if (checks.isEmpty()) {
            screen.line("no checks");
        }
        line(checks, State.DOWN, Screen.Tone.BAD, screen);
        line(checks, State.HELD_DOWN, Screen.Tone.BAD, screen);
        line(checks, State.HELD_UP, Screen.Tone.DOUBT, screen);
        line(checks, State.UNCHECKED, Screen.Tone.DOUBT, screen);
        line(checks, State.UNKNOWN, Screen.Tone.DOUBT, screen);
    }

    private static void line(List<CheckStatus> checks, State state, Screen.Tone tone, Screen screen) {
        long count = checks.stream().filter(check -> check.state() == state).count();
        if (count > 0) {
            screen.line(tone, count + " of " + checks.size() + " checks " + state);
        }
    }

    private static String result(CheckStatus check) {
        String found = check.last().map(ChecksCommand::found).orElse("has not run yet");
        return check.problem().map(problem -> problem + "; " + found).orElse(found);
    }

    private static String found(Verdict verdict) {
        return verdict.failure().orElse(verdict.reason())
                + verdict.warning().map(text -> " (warning: " + text + ")").orElse("");
    }

    private static TextTable.Cell state(State state) {
        return new TextTable.Cell(
                state.name(),
                switch (state) {
                    case UP -> Screen.Tone.GOOD;
                    case DOWN, HELD_DOWN -> Screen.Tone.BAD;
                    case UNKNOWN, UNCHECKED, HELD_UP -> Screen.Tone.DOUBT;
                });
    }
}
