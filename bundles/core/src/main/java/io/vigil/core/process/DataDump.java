package io.vigil.core.process;

import io.vigil.api.checker.Verdict;
import io.vigil.api.director.Director;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What the director knows of itself, as text for people (D1 to D3). */
final class DataDump {
    private final StringBuilder out = new StringBuilder(4096);

    private DataDump() {}

    /**
     * Writes {@code vigil.data} into a directory that others may write to as well: a new file takes the place of whatever has that
     * name, so no link that somebody put there is followed.
     *
     * @return the file
     */
    static Path write(Director director, Path directory) throws IOException {
        Path file = directory.resolve("vigil.data");
        Path draft = Files.createTempFile(directory, "vigil.data.", ".new");
        try {
            Files.writeString(draft, text(director));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }

    /** The dump as text. */
    static String text(Director director) {
        DataDump dump = new DataDump();
        dump.globals(director.status());
        dump.failover(director.failover());
        dump.pools(director);
        dump.checks(director);
        return dump.out.toString();
    }

    private void section(String name) {
        out.append("------< ").append(name).append(" >------\n");
    }

    private void line(int level, String name, Object value) {
        out.append(" ".repeat(level)).append(name).append(" = ").append(value).append('\n');
    }

    private void globals(DirectorStatus status) {
        section("Global definitions");
        line(1, "Version", status.version());
        line(1, "Configuration file", status.configuration());
        line(1, "Configuration taken", status.loadedAt());
        line(1, "Started", status.startedAt());
        line(1, "Revision", status.revision());
        line(1, "As of", status.asOf());
        line(1, "Data plane", status.dataPlane());
        status.missingTypes().forEach(type -> line(1, "Missing checker type", type));
        status.foreign().forEach(service -> line(1, "Service of others", service));
        status.problems().forEach(problem -> line(1, "Problem", problem));
    }

    private void failover(FailoverStatus status) {
        section("VRRP Topology");
        line(1, "Running", status.running());
        if (!status.problem().isEmpty()) {
            line(1, "Problem", status.problem());
        }
        for (FailoverStatus.Instance instance : status.instances()) {
            line(1, "VRRP Instance", instance.name());
            line(3, "State", instance.state());
            line(3, "Since", instance.since());
            line(3, "Cause", instance.cause());
            line(3, "Interface", instance.interfaceName());
            line(3, "Virtual Router ID", instance.virtualRouterId());
            line(3, "Base priority", instance.basePriority());
            line(3, "Effective priority", instance.effectivePriority());
            line(3, "Advert interval", instance.interval().toMillis() + " ms");
            line(3, "Virtual addresses", String.join(" ", instance.addresses()));
            line(3, "Adverts received", instance.counters().advertsReceived());
            line(3, "Adverts sent", instance.counters().advertsSent());
            instance.faults().forEach(fault -> line(3, "Fault", fault));
        }
        for (FailoverStatus.Group group : status.groups()) {
            line(1, "VRRP Sync Group", group.name());
            line(3, "State", group.state());
            line(3, "Members", String.join(" ", group.members()));
        }
    }

    private void pools(Director director) {
        section("LVS Topology");
        for (VirtualServerStatus vs : director.pools()) {
            line(1, "Virtual server", vs.name());
            line(3, "Services", String.join(", ", vs.services()));
            line(3, "Scheduler", vs.scheduler());
            line(3, "Quorum", vs.quorum() + (vs.quorumUp() ? " (up)" : " (down)"));
            line(3, "Live weight", vs.liveWeight());
            vs.sorryServer().ifPresent(s -> line(3, "Sorry server", s + (vs.sorryServing() ? " (serving)" : "")));
            line(3, "Connections", vs.counters().connections());
            for (VirtualServerStatus.Server server : vs.servers()) {
                line(3, "Real server", server.endpoint());
                line(5, "State", server.state());
                line(5, "Weight", server.weight() + " of " + server.configuredWeight());
                line(5, "In table", server.inTable());
                if (!server.reason().isEmpty()) {
                    line(5, "Reason", server.reason());
                }
            }
        }
    }

    private void checks(Director director) {
        section("Health checkers");
        for (CheckStatus check : director.checks()) {
            line(1, check.type(), check.target());
            line(3, "State", check.state());
            line(3, "Runs", check.runs());
            line(3, "Broken", check.broken());
            line(3, "Failures in a row", check.failures());
            check.last()
                    .ifPresent(
                            verdict -> line(3, "Last verdict", verdict.failure().orElse(verdict.reason())));
            check.problem().ifPresent(problem -> line(3, "Problem", problem));
            check.last().flatMap(Verdict::warning).ifPresent(warning -> line(3, "Warning", warning));
            check.lastAt().ifPresent(at -> line(3, "Last verdict at", at));
        }
    }
}
