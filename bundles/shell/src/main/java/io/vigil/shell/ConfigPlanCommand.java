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

/** {@code vigil:config-plan}: what taking a file would change. */
@Service
@Command(
        scope = "vigil",
        name = "config-plan",
        description = "Shows what taking a configuration would change, and changes nothing",
        detailedDescription = """
                Each line is one difference between the running and the wanted configuration, and what it disturbs. \
                Ends with 4 when the file would be refused. Without a file, the one in force.

                    vigil:config-plan
                    vigil:config-plan /root/keepalived.conf.new
                """)
public final class ConfigPlanCommand extends ConfigCommand {
    @Argument(name = "file", description = "The file; the one in force when none is named")
    @Completion(FileCompleter.class)
    @Nullable
    String name;

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand, InterruptedException {
        Path file = file(name, director);
        ConfigReport report = await(director.plan(file), "planning " + file);
        if (json) {
            screen.json(report);
        } else {
            diagnostics(report, screen);
        }
        if (!report.refusal().isEmpty()) {
            throw FailedCommand.of(REFUSED, file + " would be refused: " + report.refusal());
        }
        if (!json) {
            changes(report, screen);
        }
    }
}
