package io.vigil.shell;

import io.vigil.api.Addresses;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.FailoverStatus.Instance;
import io.vigil.api.failover.VrrpState;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code vigil:vrrp}: who holds which address, and why. */
@Service
@Command(
        scope = "vigil",
        name = "vrrp",
        description = "Shows the VRRP instances, sync groups and tracked scripts",
        detailedDescription = """
                Without a name, one line for each instance; with a name, all about it, counters included. PRIO is \
                effective/configured. While VRRP does not run every state is unknown.

                    vigil:vrrp
                    vigil:vrrp VI_1
                    vigil:vrrp --json VI_1
                """)
public final class VrrpCommand extends DirectorCommand {
    @Argument(name = "instance", description = "Name of a VRRP instance")
    @Completion(InstanceCompleter.class)
    @Nullable
    String name;

    /**
     * What is said of an instance while VRRP does not run.
     *
     * @param name its name
     * @param interfaceName its interface
     * @param virtualRouterId its virtual router id
     * @param state always UNKNOWN
     */
    record Unknown(String name, String interfaceName, int virtualRouterId, String state) {}

    /**
     * The JSON form while VRRP does not run.
     *
     * @param running false
     * @param problem why
     * @param instances what is configured
     */
    record NotRunning(boolean running, String problem, List<Unknown> instances) {}

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand {
        FailoverStatus status = director.failover();
        List<Instance> chosen = chosen(status);
        if (json) {
            screen.json(form(status, chosen));
        } else if (!status.running()) {
            screen.line(
                    Screen.Tone.BAD, "VRRP does not run" + (status.problem().isEmpty() ? "" : ": " + status.problem()));
            TextTable table = new TextTable("INSTANCE", "STATE", "IF", ">VRID");
            chosen.forEach(i -> table.row(i.name(), "unknown", i.interfaceName(), i.virtualRouterId()));
            print(table, screen);
        } else if (name != null) {
            chosen.forEach(instance -> detail(instance, screen));
        } else {
            overview(status, screen);
        }
    }

    private List<Instance> chosen(FailoverStatus status) throws FailedCommand {
        String wanted = name;
        if (wanted == null) {
            return status.instances();
        }
        List<Instance> found = status.instances().stream()
                .filter(instance -> instance.name().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            throw FailedCommand.of(1, "no VRRP instance is named " + wanted + "; vigil:vrrp lists them");
        }
        return found;
    }

    private Object form(FailoverStatus status, List<Instance> chosen) {
        if (!status.running()) {
            return new NotRunning(
                    false,
                    status.problem(),
                    chosen.stream()
                            .map(i -> new Unknown(i.name(), i.interfaceName(), i.virtualRouterId(), "UNKNOWN"))
                            .toList());
        }
        return name == null ? status : chosen.get(0);
    }

    private static void overview(FailoverStatus status, Screen screen) {
        if (!status.problem().isEmpty()) {
            screen.line(Screen.Tone.BAD, status.problem());
        }
        for (Instance instance : status.instances()) {
            instance.faults().forEach(fault -> screen.line(Screen.Tone.BAD, instance.name() + ": " + fault));
        }
        TextTable instances =
                new TextTable("INSTANCE", "STATE", ">PRIO", "IF", ">VRID", "MASTER", ">SINCE", "ADDRESSES", "CAUSE");
        for (Instance i : status.instances()) {
            instances.row(
                    i.name(),
                    state(i.state()),
                    i.effectivePriority() + "/" + i.basePriority(),
                    i.interfaceName(),
                    i.virtualRouterId(),
                    master(i),
                    screen.age(i.since()),
                    addresses(i),
                    i.cause());
        }
        print(instances, screen);
        TextTable groups = new TextTable("GROUP", "STATE", "MEMBERS");
        status.groups().forEach(g -> groups.row(g.name(), state(g.state()), String.join(" ", g.members())));
        print(groups, screen);
        TextTable scripts = new TextTable("SCRIPT", "STATE", "LAST RESULT");
        status.scripts().forEach(s -> scripts.row(s.name(), scriptState(s), s.lastResult()));
        print(scripts, screen);
    }

    private static void print(TextTable table, Screen screen) {
        if (!table.isEmpty()) {
            table.print(screen);
        }
    }

    private static void detail(Instance i, Screen screen) {
        i.faults().forEach(fault -> screen.field("fault", fault));
        screen.field("instance", i.name());
        screen.field(
                "state",
                i.state() + " for " + screen.age(i.since()) + (i.cause().isEmpty() ? "" : ": " + i.cause()));
        screen.field("priority", i.effectivePriority() + ", configured " + i.basePriority());
        screen.field("interface", i.interfaceName());
        screen.field("router id", i.virtualRouterId() + ", VRRP version " + i.version());
        screen.field("interval", Ages.fine(i.interval()));
        screen.field("master", master(i));
        screen.field("addresses", addresses(i));
        TextTable counters = new TextTable("COUNTER", ">COUNT");
        VrrpCounterNames.of(i.counters()).forEach(counters::row);
        counters.print(screen);
    }

    private static String master(Instance i) {
        if (i.state() == VrrpState.MASTER) {
            return "this director";
        }
        return i.master()
                .map(a -> Addresses.text(a) + " (" + i.masterPriority() + ")")
                .orElse("unknown");
    }

    private static String addresses(Instance i) {
        String all = String.join(" ", i.addresses());
        return all.isEmpty() ? "none" : all + (i.addressesSet() ? " (set)" : " (not set)");
    }

    private static String scriptState(FailoverStatus.ScriptState script) {
        return !script.hasRun() ? "unknown" : script.up() ? "up" : "down";
    }

    private static TextTable.Cell state(VrrpState state) {
        Screen.Tone tone = switch (state) {
            case MASTER -> Screen.Tone.GOOD;
            case BACKUP -> Screen.Tone.PLAIN;
            case INIT -> Screen.Tone.DOUBT;
            case FAULT -> Screen.Tone.BAD;
        };
        return new TextTable.Cell(state.name(), tone);
    }
}
