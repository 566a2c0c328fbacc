package io.vigil.testkit;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A data plane in memory that behaves as {@link DataPlane} promises, remembers every change it was given, and refuses what a test
 * tells it to refuse. May be used from several threads.
 */
public final class RecordingDataPlane implements DataPlane {
    private static final class Service {
        private ServiceEntry entry;
        private final Map<Endpoint, DestinationEntry> destinations = new LinkedHashMap<>();

        Service(ServiceEntry entry) {
            this.entry = entry;
        }
    }

    private final String name;
    private final boolean dieWithProcess;
    private final Map<ServiceKey, Service> table = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private Function<Change, Optional<String>> refusal = change -> Optional.empty();
    private @Nullable String broken;
    private @Nullable String unusable;
    private int reads;
    private int batches;

    /** One that behaves like the kernel: named {@code ipvs}, its entries outlive the process. */
    public RecordingDataPlane() {
        this("ipvs", false);
    }

    /** One with this name. */
    public RecordingDataPlane(String name, boolean dieWithProcess) {
        this.name = name;
        this.dieWithProcess = dieWithProcess;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Optional<String> unusable() {
        return Optional.ofNullable(unusable);
    }

    @Override
    public synchronized Table read() throws DataPlaneException {
        reach();
        reads++;
        return new Table(table.values().stream()
                .map(s -> new Table.Service(
                        s.entry,
                        Counters.ZERO,
                        s.destinations.values().stream()
                                .map(d -> new Table.Destination(d, Counters.ZERO, 0, 0, 0))
                                .toList()))
                .toList());
    }

    @Override
    public synchronized List<ChangeFailure> apply(List<Change> batch) throws DataPlaneException {
        reach();
        batches++;
        List<ChangeFailure> failures = new ArrayList<>();
        for (Change change : batch) {
            changes.add(change);
            refusal.apply(change)
                    .or(() -> make(change))
                    .ifPresent(reason -> failures.add(new ChangeFailure(change, reason)));
        }
        return failures;
    }

    @Override
    public void timeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) {}

    @Override
    public boolean dieWithProcess() {
        return dieWithProcess;
    }

    /** Changes the table behind the director's back, as an operator with ipvsadm would; not recorded. */
    public synchronized void tamper(Change change) {
        make(change).ifPresent(reason -> {
            throw new IllegalArgumentException(change + ": " + reason);
        });
    }

    /** From now on, refuses the changes for which this gives a reason. */
    public synchronized void refuse(Function<Change, Optional<String>> reason) {
        refusal = reason;
    }

    /** From now on, cannot be reached at all for this reason; {@code null} heals it. */
    public synchronized void breakDown(@Nullable String reason) {
        broken = reason;
    }

    /** From now on, is not usable for this reason; {@code null} makes it usable. */
    public synchronized void unusable(@Nullable String reason) {
        unusable = reason;
    }

    /** Every change given since the last call, in order. */
    public synchronized List<Change> takeChanges() {
        List<Change> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    /** How often it was read. */
    public synchronized int reads() {
        return reads;
    }

    /** How many batches it was given. */
    public synchronized int batches() {
        return batches;
    }

    /** The table as text, one line for each entry, sorted: {@code tcp 10.0.0.1:80 rr} and {@code tcp 10.0.0.1:80 -> 10.0.0.11:80 w1}. */
    public synchronized List<String> lines() {
        Map<String, String> lines = new TreeMap<>();
        table.forEach((key, service) -> {
            lines.put(key.toString(), key + " " + service.entry.scheduler());
            service.destinations.values().forEach(d -> {
                String line = key + " -> " + d.endpoint() + " w" + d.weight();
                lines.put(line, line);
            });
        });
        return List.copyOf(lines.values());
    }

    private void reach() throws DataPlaneException {
        if (broken != null) {
            throw new DataPlaneException(broken);
        }
    }

    private Optional<String> make(Change change) {
        if (change instanceof Change.AddService add) {
            table.putIfAbsent(add.service(), new Service(add.entry()));
        } else if (change instanceof Change.EditService edit) {
            return with(change, service -> service.entry = edit.entry());
        } else if (change instanceof Change.RemoveService) {
            table.remove(change.service());
        } else if (change instanceof Change.AddDestination add) {
            return with(change, s -> s.destinations.put(add.entry().endpoint(), add.entry()));
        } else if (change instanceof Change.EditDestination edit) {
            return with(change, s -> s.destinations.put(edit.entry().endpoint(), edit.entry()));
        } else if (change instanceof Change.RemoveDestination remove) {
            return with(change, s -> s.destinations.remove(remove.endpoint()));
        }
        return Optional.empty();
    }

    private Optional<String> with(Change change, java.util.function.Consumer<Service> edit) {
        Service service = table.get(change.service());
        if (service == null) {
            return Optional.of("no such service");
        }
        edit.accept(service);
        return Optional.empty();
    }
}
