package io.vigil.shell;

import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code vigil:reload}: takes the configuration again, or keeps the running one and says why. */
@Service
@Command(
        scope = "vigil",
        name = "reload",
        description = "Reads the configuration again and takes it",
        detailedDescription = """
                Does what SIGHUP does and says what came of it. A file that does not pass is refused, the running \
                configuration stays, and the command ends with 4. Look first with vigil:config-plan.

                    vigil:reload
                    vigil:reload --json
                """)
public final class ReloadCommand extends ConfigCommand {
    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand, InterruptedException {
        ConfigReport report = await(director.reload(), "the reload");
        if (json) {
            screen.json(report);
        } else {
            diagnostics(report, screen);
        }
        if (!report.taken()) {
            throw FailedCommand.of(
                    REFUSED, report.file() + " was refused, the running configuration stays: " + report.refusal());
        }
        if (!json) {
            changes(report, screen);
            screen.line(Screen.Tone.GOOD, report.file() + " is in force: " + counts(report));
        }
    }
}
