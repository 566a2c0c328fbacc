package io.vigil.core.reconcile;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import io.vigil.core.loop.Loop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one data plane's table as the pools want it.
 *
 * <p>Changes of the desired table are written with {@link #follow}: they are compared with what was last seen or made, so that no read
 * is needed. {@link #audit} reads the table and repairs what others changed.
 */
public final class TableKeeper {
    /** Hears what happens to the table. */
    public interface Listener {
        /** Others had changed these entries; they were put right. */
        void repaired(List<Change> changes);

        /** Services stand in the table that are not ours; they are left alone. */
        void foreign(List<ServiceKey> services);

        /** The data plane refused a change; it is tried again later. */
        void refused(ChangeFailure failure);

        /** The data plane cannot be reached; it is tried again at the next audit. */
        void unreachable(String reason);

        /** The data plane can be reached again. */
        void reachable();
    }

    private final Loop loop;
    private final Listener listener;
    private final OwnershipJournal journal;
    private final RetryLedger ledger = new RetryLedger();
    private final Set<ServiceKey> reported = new HashSet<>();
    private Map<ServiceKey, DesiredService> desired = new LinkedHashMap<>();
    private Map<ServiceKey, Table.Service> believed = new LinkedHashMap<>();
    private @Nullable DataPlane plane;
    private boolean flush;
    private boolean read;
    private boolean unreachable;

    /**
     * One without a data plane.
     *
     * @param journal where to remember what is ours
     * @param boot names this boot of the kernel
     */
    public TableKeeper(Loop loop, Path journal, String boot, Listener listener) {
        this.loop = loop;
        this.listener = listener;
        this.journal = new OwnershipJournal(journal, boot);
    }

    /** From now on keeps this data plane's table; {@code null} keeps none. The old one is left as it is: see {@link #release}. */
    public void use(@Nullable DataPlane next) {
        plane = next;
        read = false;
        unreachable = false;
        believed = new LinkedHashMap<>();
        reported.clear();
        ledger.clear();
    }

    /** The data plane in use. */
    public Optional<DataPlane> plane() {
        return Optional.ofNullable(plane);
    }

    /** What stands in the table: as it was last read, with its counters, and what was written since. */
    public Map<ServiceKey, Table.Service> standing() {
        return believed;
    }

    /** Whether an earlier run, or this one, put services there. */
    public boolean ownsAnything() {
        return !journal.owned().isEmpty();
    }

    /** Services that were seen and are not ours. */
    public List<String> foreign() {
        return reported.stream().map(ServiceKey::toString).sorted().toList();
    }

    /** How many entries the data plane refuses, and one of the reasons. */
    public Optional<String> trouble() {
        return ledger.example()
                .map(example -> "the data plane refuses " + ledger.size() + " entries, such as " + example);
    }

    /** Takes a new desired table and makes it so, as far as it differs in these services. */
    public void follow(Map<ServiceKey, DesiredService> wanted, Set<ServiceKey> dirty) {
        desired = wanted;
        DataPlane target = plane;
        if (target == null) {
            return;
        }
        if (!read) {
            adopt();
            return;
        }
        Map<ServiceKey, DesiredService> part = new LinkedHashMap<>();
        List<Table.Service> seen = new ArrayList<>();
        own(target, dirty);
        for (ServiceKey key : dirty) {
            DesiredService service = desired.get(key);
            if (service != null) {
                part.put(key, service);
            }
            Table.Service stands = believed.get(key);
            if (stands != null) {
                seen.add(stands);
            }
        }
        write(
                target,
                Reconciliation.between(part, new Table(seen), journal.owned()).changes());
        ledger.keepOnly(desired.keySet());
    }

    /** When it takes over a table, services of others go too ({@code lvs_flush}); for the first table only. */
    public void flushAtAdoption() {
        flush = true;
    }

    /** Takes over what stands in the table already: equal entries are not touched, what an earlier run left goes. */
    private void adopt() {
        DataPlane target = plane;
        Table table = target == null ? null : readTable(target);
        if (target == null || table == null) {
            return;
        }
        Set<ServiceKey> owned = new HashSet<>(journal.owned());
        if (flush) {
            table.services().forEach(s -> owned.add(s.entry().key()));
            flush = false;
        }
        Reconciliation todo = Reconciliation.between(desired, table, owned);
        tellForeign(todo.foreign());
        own(target, desired.keySet());
        write(target, todo.changes());
    }

    /** Remembers those of these services that are desired as ours, before they are added. */
    private void own(DataPlane target, Set<ServiceKey> services) {
        if (!target.dieWithProcess()) {
            Set<ServiceKey> wanted = new LinkedHashSet<>(services);
            wanted.retainAll(desired.keySet());
            journal.own(wanted);
        }
    }

    /** Reads the table and puts right what differs. */
    public void audit() {
        DataPlane target = plane;
        if (target == null) {
            return;
        }
        if (!read) {
            adopt();
            return;
        }
        Table table = readTable(target);
        if (table == null) {
            return;
        }
        Reconciliation todo = Reconciliation.between(desired, table, journal.owned());
        tellForeign(todo.foreign());
        Set<Change> drift = new HashSet<>(todo.changes());
        drift.removeIf(ledger::knows);
        ledger.lasted(todo.changes());
        List<Change> repaired =
                write(target, todo.changes()).stream().filter(drift::contains).toList();
        ledger.repaired(repaired, loop.nanos()).forEach(listener::refused);
        if (!repaired.isEmpty()) {
            listener.repaired(repaired);
        }
    }

    /**
     * Removes what is ours, at a stop or before another data plane takes over.
     *
     * @param everything whether what others put there goes too ({@code lvs_flush_on_stop})
     */
    public void release(boolean everything) {
        DataPlane target = plane;
        Set<ServiceKey> ours = new HashSet<>(desired.keySet());
        ours.addAll(journal.owned());
        desired = new LinkedHashMap<>();
        if (target == null) {
            return;
        }
        Set<ServiceKey> going = new LinkedHashSet<>(believed.keySet());
        going.retainAll(ours);
        if (everything) {
            Table table = readTable(target);
            if (table != null) {
                table.services().forEach(s -> going.add(s.entry().key()));
            }
        }
        List<Change> batch = new ArrayList<>();
        going.forEach(key -> batch.add(new Change.RemoveService(key)));
        write(target, batch);
    }

    private void tellForeign(List<ServiceKey> services) {
        Set<ServiceKey> now = new HashSet<>(services);
        List<ServiceKey> news =
                services.stream().filter(s -> !reported.contains(s)).toList();
        reported.retainAll(now);
        reported.addAll(now);
        if (!news.isEmpty()) {
            listener.foreign(news);
        }
    }

    private @Nullable Table readTable(DataPlane target) {
        try {
            Table table = target.read();
            read = true;
            believed = new LinkedHashMap<>();
            table.services().forEach(s -> believed.put(s.entry().key(), s));
            reached();
            return table;
        } catch (DataPlaneException e) {
            lost(e);
            return null;
        }
    }

    /** Writes a batch; gives the changes that were made. */
    private List<Change> write(DataPlane target, List<Change> batch) {
        long now = loop.nanos();
        List<Change> changes = batch.stream().filter(c -> ledger.mayTry(c, now)).toList();
        if (changes.isEmpty()) {
            return changes;
        }
        List<ChangeFailure> failures;
        try {
            failures = target.apply(changes);
        } catch (DataPlaneException e) {
            read = false;
            lost(e);
            return List.of();
        }
        reached();
        return settle(changes, failures, now);
    }

    private List<Change> settle(List<Change> changes, List<ChangeFailure> failures, long now) {
        Set<Change> refused = new HashSet<>();
        for (ChangeFailure failure : failures) {
            refused.add(failure.change());
            if (ledger.refused(failure, now)) {
                listener.refused(failure);
            }
        }
        List<Change> made = refused.isEmpty()
                ? changes
                : changes.stream().filter(c -> !refused.contains(c)).toList();
        made.forEach(change -> ledger.succeeded(change, now));
        believed = Belief.after(believed, made);
        Set<ServiceKey> gone = new LinkedHashSet<>();
        made.stream().filter(c -> c instanceof Change.RemoveService).forEach(c -> gone.add(c.service()));
        journal.disown(gone);
        return made;
    }

    private void reached() {
        if (unreachable) {
            unreachable = false;
            listener.reachable();
        }
    }

    private void lost(DataPlaneException e) {
        if (!unreachable) {
            unreachable = true;
            listener.unreachable(String.valueOf(e.getMessage()));
        }
    }
}
