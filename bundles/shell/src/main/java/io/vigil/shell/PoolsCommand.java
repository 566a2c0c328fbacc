package io.vigil.shell;

import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.pool.VirtualServerStatus;
import io.vigil.api.pool.VirtualServerStatus.Server;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code vigil:pools}: virtual servers, their real servers, and why one is out of service. */
@Service
@Command(
        scope = "vigil",
        name = "pools",
        description = "Shows the virtual servers and their real servers",
        detailedDescription = """
                WEIGHT is the weight that the data plane has now, or present/configured where they differ; ACTIVE \
                and INACTIVE are connections. Without a virtual server, all of them.

                    vigil:pools
                    vigil:pools '[10.0.0.1]:tcp:80'
                    vigil:pools --down
                    vigil:pools --json
                """)
public final class PoolsCommand extends DirectorCommand {
    @Argument(name = "virtual server", description = "Name of a virtual server, such as [10.0.0.1]:tcp:80")
    @Completion(VirtualServerCompleter.class)
    @Nullable
    String name;

    @Option(name = "--down", description = "Only real servers that are not up")
    boolean onlyDown;

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand {
        List<VirtualServerStatus> pools = chosen(director.pools());
        if (json) {
            screen.json(
                    onlyDown ? pools.stream().map(PoolsCommand::withoutLiving).toList() : pools);
            return;
        }
        headline(pools, screen);
        TextTable table =
                new TextTable("SERVER", "METHOD", ">WEIGHT", "STATE", ">ACTIVE", ">INACTIVE", ">SINCE", "REASON");
        for (VirtualServerStatus pool : pools) {
            poolRow(table, pool);
            for (Server server : onlyDown ? withoutLiving(pool).servers() : pool.servers()) {
                serverRow(table, server, screen);
            }
            pool.sorryServer().ifPresent(sorry -> table.row("  sorry " + sorry, "", "", sorry(pool), "", "", "", ""));
        }
        if (!table.isEmpty()) {
            table.print(screen);
        }
    }

    private List<VirtualServerStatus> chosen(List<VirtualServerStatus> all) throws FailedCommand {
        String wanted = name;
        if (wanted == null) {
            return all;
        }
        List<VirtualServerStatus> found =
                all.stream().filter(pool -> pool.name().equals(wanted)).toList();
        if (found.isEmpty()) {
            throw FailedCommand.of(1, "no virtual server is named " + wanted + "; vigil:pools lists them");
        }
        return found;
    }

    private static void headline(List<VirtualServerStatus> pools, Screen screen) {
        if (pools.isEmpty()) {
            screen.line("no virtual servers");
            return;
        }
        long lost = pools.stream().filter(pool -> !pool.quorumUp()).count();
        long down = count(pools, ServerState.DOWN);
        long unchecked = count(pools, ServerState.UNCHECKED);
        if (lost > 0) {
            screen.line(Screen.Tone.BAD, lost + " of " + pools.size() + " virtual servers without quorum");
        }
        if (down > 0) {
            screen.line(Screen.Tone.BAD, down + (down == 1 ? " real server is down" : " real servers are down"));
        }
        if (unchecked > 0) {
            screen.line(
                    Screen.Tone.DOUBT,
                    unchecked + (unchecked == 1 ? " real server is unchecked" : " real servers are unchecked"));
        }
    }

    private static long count(List<VirtualServerStatus> pools, ServerState state) {
        return pools.stream()
                .flatMap(pool -> pool.servers().stream())
                .filter(server -> server.state() == state)
                .count();
    }

    private static VirtualServerStatus withoutLiving(VirtualServerStatus p) {
        return new VirtualServerStatus(
                p.name(),
                p.services(),
                p.scheduler(),
                p.quorumUp(),
                p.quorum(),
                p.liveWeight(),
                p.sorryServer(),
                p.sorryServing(),
                p.counters(),
                p.servers().stream()
                        .filter(server -> server.state() != ServerState.UP)
                        .toList());
    }

    private static void poolRow(TextTable table, VirtualServerStatus pool) {
        String quorum = pool.liveWeight() + " of quorum " + pool.quorum();
        table.row(
                new TextTable.Cell(pool.name(), Screen.Tone.HEAD),
                pool.scheduler(),
                pool.liveWeight(),
                pool.quorumUp()
                        ? new TextTable.Cell("UP", Screen.Tone.GOOD)
                        : new TextTable.Cell("DOWN", Screen.Tone.BAD),
                sum(pool, true),
                sum(pool, false),
                "",
                pool.quorumUp() ? quorum : "lost: " + quorum);
    }

    private static long sum(VirtualServerStatus pool, boolean active) {
        return pool.servers().stream()
                .mapToLong(server -> active ? server.activeConnections() : server.inactiveConnections())
                .sum();
    }

    private static void serverRow(TextTable table, Server server, Screen screen) {
        table.row(
                "  " + server.endpoint(),
                server.method(),
                weight(server),
                state(server.state()),
                server.inTable() ? server.activeConnections() : "-",
                server.inTable() ? server.inactiveConnections() : "-",
                screen.age(server.since()),
                server.reason());
    }

    private static String weight(Server server) {
        return server.weight() == server.configuredWeight()
                ? Integer.toString(server.weight())
                : server.weight() + "/" + server.configuredWeight();
    }

    private static String sorry(VirtualServerStatus pool) {
        return pool.sorryServing() ? "serving" : "standing by";
    }

    private static TextTable.Cell state(ServerState state) {
        return new TextTable.Cell(
                state.name(),
                switch (state) {
                    case UP -> Screen.Tone.GOOD;
                    case DOWN -> Screen.Tone.BAD;
                    case UNCHECKED -> Screen.Tone.DOUBT;
                });
    }
}
