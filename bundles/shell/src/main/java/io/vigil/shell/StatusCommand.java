package io.vigil.shell;

import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.FailoverStatus;
import java.time.temporal.ChronoUnit;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code vigil:status}: the director on one page, what is wrong first. */
@Service
@Command(
        scope = "vigil",
        name = "status",
        description = "Shows the director as a whole, what is wrong first",
        detailedDescription = """
                Problems come first, the most important on top; then the configuration in force, the data plane, \
                VRRP and the pools.

                    vigil:status
                    vigil:status --json | grep serversDown
                """)
public final class StatusCommand extends DirectorCommand {
    @Override
    void show(DirectorAdmin director, Screen screen) {
        DirectorStatus status = director.status();
        if (json) {
            screen.json(status);
            return;
        }
        problems(status, screen);
        screen.line("Vigil %s, up %s, revision %d as of %s"
                .formatted(
                        status.version(),
                        screen.age(status.startedAt()),
                        status.revision(),
                        status.asOf().truncatedTo(ChronoUnit.SECONDS)));
        screen.field("configuration", configuration(status, screen));
        screen.field("data plane", status.dataPlane().isEmpty() ? "unknown" : status.dataPlane());
        screen.field("VRRP", failover(status, director.failover()));
        screen.field(
                "pools",
                "%d virtual servers; real servers %d up, %d down, %d unchecked"
                        .formatted(
                                status.virtualServers(),
                                status.serversUp(),
                                status.serversDown(),
                                status.serversUnchecked()));
        screen.field("checks", Integer.toString(status.checks()));
        status.missingTypes().forEach(type -> screen.field("missing type", type));
        status.foreign().forEach(entry -> screen.field("not ours", entry));
    }

    private static void problems(DirectorStatus status, Screen screen) {
        if (status.problems().isEmpty()) {
            screen.line(Screen.Tone.GOOD, "no problems");
            return;
        }
        screen.line(
                Screen.Tone.BAD,
                status.problems().size() == 1 ? "1 problem" : status.problems().size() + " problems");
        status.problems().forEach(problem -> screen.line(Screen.Tone.BAD, "  " + problem));
    }

    private static String configuration(DirectorStatus status, Screen screen) {
        return status.configuration().toString().isEmpty()
                ? "none taken yet"
                : status.configuration() + ", taken " + screen.age(status.loadedAt()) + " ago";
    }

    /** Counts of a failover that does not run would be its last values, so they are not shown. */
    private static String failover(DirectorStatus status, FailoverStatus failover) {
        if (!failover.running()) {
            return failover.problem().isEmpty() ? "not running" : "not running: " + failover.problem();
        }
        return "%d instances, %d master%s"
                .formatted(
                        status.instances(),
                        status.masters(),
                        failover.problem().isEmpty() ? "" : "; " + failover.problem());
    }
}
