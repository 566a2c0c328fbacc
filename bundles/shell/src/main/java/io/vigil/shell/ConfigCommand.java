package io.vigil.shell;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.PlannedChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** What the commands that read a configuration share: waiting for the report, printing it, its exit status. */
abstract class ConfigCommand extends DirectorCommand {
    /** Exit status when a file is, or would be, refused. */
    static final int REFUSED = 4;

    /** Exit status when it can be taken but something in it was ignored or changed. */
    static final int DEVIATES = 5;

    /** Exit status when only the security of its scripts is in doubt. */
    static final int SCRIPT_SECURITY = 6;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Waits for a report. */
    static ConfigReport await(CompletionStage<ConfigReport> stage, String what)
            throws FailedCommand, InterruptedException {
        try {
            return stage.toCompletableFuture().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw FailedCommand.of(1, what + " failed: " + e.getCause());
        } catch (TimeoutException e) {
            throw FailedCommand.of(
                    1,
                    what + " has not ended after " + LONGEST.toSeconds()
                            + " s; its outcome is unknown, see vigil:events");
        }
    }

    /** The file that was named, against the console's directory, or the one in force. */
    Path file(@Nullable String named, DirectorAdmin director) {
        if (named == null) {
            return director.status().configuration();
        }
        Session current = session;
        Path directory = current == null ? null : current.currentDir();
        return directory == null
                ? Path.of(named).toAbsolutePath()
                : directory.resolve(named).toAbsolutePath();
    }

    /** The status that a test of this file ends with: the most severe thing decides. */
    static int status(ConfigReport report) {
        if (!report.refusal().isEmpty()) {
            return REFUSED;
        }
        List<Diagnostic> serious = report.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                .toList();
        if (serious.stream().anyMatch(d -> d.topic() != Diagnostic.Topic.SCRIPT_SECURITY)) {
            return DEVIATES;
        }
        return serious.isEmpty() ? 0 : SCRIPT_SECURITY;
    }

    static void diagnostics(ConfigReport report, Screen screen) {
        for (Diagnostic diagnostic : report.diagnostics()) {
            Screen.Tone tone = switch (diagnostic.severity()) {
                case NOTE -> Screen.Tone.DIM;
                case WARNING -> Screen.Tone.DOUBT;
                case ERROR, FATAL -> Screen.Tone.BAD;
            };
            screen.line(tone, diagnostic.toString());
        }
    }

    static void changes(ConfigReport report, Screen screen) {
        if (report.changes().isEmpty()) {
            screen.line("nothing changes");
            return;
        }
        TextTable table = new TextTable("CHANGE", "WHAT", "DETAIL", "DISTURBS");
        for (PlannedChange change : report.changes()) {
            table.row(change.kind().name().toLowerCase(Locale.ROOT), change.what(), change.detail(), change.disturbs());
        }
        table.print(screen);
    }

    /** How many errors, warnings and notes there are, such as {@code 1 error, 2 warnings}. */
    static String counts(ConfigReport report) {
        String counts = part(report, "error") + part(report, "warning") + part(report, "note");
        return counts.isEmpty() ? "no complaints" : counts.substring(2);
    }

    private static String part(ConfigReport report, String word) {
        long count = report.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity().word().equals(word))
                .count();
        return count == 0 ? "" : ", " + count + " " + word + (count == 1 ? "" : "s");
    }
}
