package io.vigil.core;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import io.vigil.api.notify.Event;
import io.vigil.config.GlobalSettings;
import io.vigil.core.event.EventLog;
import io.vigil.core.event.Report;
import io.vigil.core.loop.Loop;
import io.vigil.core.pool.Pools;
import io.vigil.core.reconcile.DataPlanes;
import io.vigil.core.reconcile.TableKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the data plane, writes to it what the pools want, and looks after it. */
final class TableDesk implements TableKeeper.Listener {
    /** How often the data plane is read and repaired. */
    static final Duration AUDIT = Duration.ofSeconds(3);

    private static final int EXAMPLES = 5;

    private final Loop loop;
    private final EventLog log;
    private final Pools pools;
    private final DataPlanes planes;
    private final TableKeeper keeper;
    private String explanation = "no data plane is installed";
    private GlobalSettings.@Nullable Ipvs settings;
    private @Nullable String unreachable;
    private boolean stopped;

    /**
     * One without a data plane.
     *
     * @param only the name of the data plane to use; empty for the best
     * @param data the director's data directory
     * @param boot names this boot of the kernel
     */
    TableDesk(Loop loop, EventLog log, Pools pools, Optional<String> only, Path data, String boot) {
        this.loop = loop;
        this.log = log;
        this.pools = pools;
        this.planes = new DataPlanes(only, loop.nanos());
        this.keeper = new TableKeeper(loop, data.resolve("owned-services"), boot, this);
    }

    /** Begins to look after the table. */
    void start() {
        loop.after(AUDIT, this::tick);
    }

    private void tick() {
        if (!stopped) {
            choose();
            keeper.audit();
            loop.after(AUDIT, this::tick);
        }
    }

    void came(DataPlanes.Offered offered) {
        planes.add(offered);
        choose();
    }

    void went(DataPlane plane) {
        planes.remove(plane);
        choose();
    }

    /** Takes the settings of a configuration and what its pools want. */
    void configure(GlobalSettings.Ipvs wanted) {
        if (settings == null && wanted.flush()) {
            keeper.flushAtAdoption();
        }
        boolean timeoutsChanged = settings == null || !sameTimeouts(settings, wanted);
        settings = wanted;
        choose();
        if (timeoutsChanged) {
            keeper.plane().ifPresent(this::timeouts);
        }
        follow();
    }

    private static boolean sameTimeouts(GlobalSettings.Ipvs a, GlobalSettings.Ipvs b) {
        return a.tcpTimeout().equals(b.tcpTimeout())
                && a.tcpFinTimeout().equals(b.tcpFinTimeout())
                && a.udpTimeout().equals(b.udpTimeout());
    }

    private void timeouts(DataPlane plane) {
        GlobalSettings.Ipvs wanted = settings;
        if (wanted == null
                || (wanted.tcpTimeout().isEmpty()
                        && wanted.tcpFinTimeout().isEmpty()
                        && wanted.udpTimeout().isEmpty())) {
            return;
        }
        try {
            plane.timeouts(wanted.tcpTimeout(), wanted.tcpFinTimeout(), wanted.udpTimeout());
        } catch (DataPlaneException e) {
            tell("Setting the connection timeouts of " + plane.name() + " failed: " + e.getMessage());
        }
    }

    /** Uses the best data plane that there is. Without virtual servers and leftovers none is touched. */
    private void choose() {
        boolean needed = !pools.all().isEmpty() || keeper.ownsAnything();
        if (stopped || settings == null || !needed) {
            return;
        }
        DataPlanes.Choice choice = planes.choose(loop.nanos());
        DataPlane before = keeper.plane().orElse(null);
        DataPlane next = choice.plane().orElse(null);
        if (!choice.explanation().equals(explanation)) {
            explanation = choice.explanation();
            tell(next == null ? "No data plane: " + explanation : "Data plane: " + explanation);
        }
        if (before == next) {
            return;
        }
        keeper.use(next);
        unreachable = null;
        if (next != null) {
            timeouts(next);
            pools.takeDirty();
            keeper.follow(pools.desired(), pools.desired().keySet());
        }
        if (before != null && planes.offers(before)) {
            clear(before);
        }
    }

    /** Removes our services from a data plane that another has replaced. */
    private void clear(DataPlane plane) {
        List<Change> removal = new ArrayList<>();
        pools.desired().keySet().forEach(key -> removal.add(new Change.RemoveService(key)));
        try {
            plane.apply(removal).forEach(this::refused);
        } catch (DataPlaneException e) {
            tell("Removing our services from " + plane.name() + " failed: " + e.getMessage());
        }
    }

    /** Writes what the pools want by now. */
    void follow() {
        Set<ServiceKey> dirty = pools.takeDirty();
        if (!dirty.isEmpty() && !stopped) {
            keeper.follow(pools.desired(), dirty);
        }
    }

    /** Gives the table up: what is ours goes, unless it is to be kept for the next director. */
    void stop(boolean keep) {
        if (stopped) {
            return;
        }
        stopped = true;
        if (!keep) {
            keeper.release(settings != null && settings.flushOnStop() == GlobalSettings.FlushOnStop.ALL);
        }
    }

    /** Whether there is a data plane, or none is needed. */
    boolean ready() {
        return pools.all().isEmpty() || keeper.plane().isPresent();
    }

    /** The data plane's name and, when it is not the kernel's, why. */
    String explanation() {
        return keeper.plane().isPresent() ? explanation : "none (" + explanation + ")";
    }

    /** What stands in the table, as far as is known. */
    Map<ServiceKey, Table.Service> standing() {
        return keeper.standing();
    }

    List<String> foreign() {
        return keeper.foreign();
    }

    /** What an operator should see to. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!ready()) {
            problems.add("no data plane: " + explanation);
        }
        if (unreachable != null) {
            problems.add("the data plane cannot be reached: " + unreachable);
        }
        keeper.trouble().ifPresent(problems::add);
        return problems;
    }

    private void tell(String message) {
        log.add(Report.of(Event.Kind.DATA_PLANE, "", message));
    }

    @Override
    public void repaired(List<Change> changes) {
        String examples = String.join(
                ", ", changes.stream().limit(EXAMPLES).map(TableDesk::words).toList());
        tell("Others had changed the table; " + changes.size() + " entries were put right: " + examples
                + (changes.size() > EXAMPLES ? " ..." : ""));
    }

    private static String words(Change change) {
        if (change instanceof Change.AddDestination add) {
            return "server " + add.entry().endpoint() + " of " + change.service() + " was missing";
        } else if (change instanceof Change.EditDestination edit) {
            return "server " + edit.entry().endpoint() + " of " + change.service() + " was altered";
        } else if (change instanceof Change.RemoveDestination remove) {
            return "server " + remove.endpoint() + " of " + change.service() + " did not belong there";
        } else if (change instanceof Change.AddService) {
            return "service " + change.service() + " was missing";
        } else if (change instanceof Change.EditService) {
            return "service " + change.service() + " was altered";
        }
        return "service " + change.service() + " did not belong there";
    }

    @Override
    public void foreign(List<ServiceKey> services) {
        tell("Services in the table that are not ours are left alone: "
                + String.join(", ", services.stream().map(ServiceKey::toString).toList()));
    }

    @Override
    public void refused(ChangeFailure failure) {
        tell("The data plane refused " + failure.change() + ": " + failure.reason()
                + "; it is tried again, less and less often");
    }

    @Override
    public void unreachable(String reason) {
        unreachable = reason;
        tell("The data plane cannot be reached: " + reason + "; it is tried again every " + AUDIT.toSeconds() + " s");
    }

    @Override
    public void reachable() {
        unreachable = null;
        tell("The data plane can be reached again");
    }
}
