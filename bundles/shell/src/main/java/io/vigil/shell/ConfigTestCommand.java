package io.vigil.shell;

import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code vigil:config-test}: what the director says of a file, without taking it. */
@Service
@Command(
        scope = "vigil",
        name = "config-test",
        description = "Reads a configuration as a reload would and changes nothing",
        detailedDescription = """
                Prints FILE:LINE:COLUMN: severity: message for each complaint. Ends as bin/vigil -t does: 0 clean, 4 \
                it would be refused, 5 something in it was ignored or changed, 6 only the security of scripts is in \
                doubt. Without a file, the one in force.

                    vigil:config-test
                    vigil:config-test /etc/keepalived/keepalived.conf
                    vigil:config-test --json new.conf
                """)
public final class ConfigTestCommand extends ConfigCommand {
    @Argument(name = "file", description = "The file; the one in force when none is named")
    @Completion(FileCompleter.class)
    @Nullable
    String name;

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand, InterruptedException {
        Path file = file(name, director);
        ConfigReport report = await(director.test(file), "testing " + file);
        if (json) {
            screen.json(report);
        } else {
            diagnostics(report, screen);
        }
        switch (status(report)) {
            case 0 -> {
                if (!json) {
                    screen.line(Screen.Tone.GOOD, file + " can be taken: " + counts(report));
                }
            }
            case REFUSED -> throw FailedCommand.of(REFUSED, file + " would be refused: " + report.refusal());
            case DEVIATES ->
                throw FailedCommand.of(
                        DEVIATES, file + " can be taken, but not all of it as it is written: " + counts(report));
            default ->
                throw FailedCommand.of(
                        SCRIPT_SECURITY,
                        file + " can be taken, but the security of its scripts is in doubt: " + counts(report));
        }
    }
}
