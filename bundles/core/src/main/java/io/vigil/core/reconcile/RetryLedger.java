package io.vigil.core.reconcile;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.ServiceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Entries that the data plane refused, or that would not stay as they were made: each is told once and tried again after 1, 2, 4 …
 * at most 60 seconds.
 */
final class RetryLedger {
    /** An entry of a table: a service, or a destination of it. */
    record EntryKey(ServiceKey service, Optional<Endpoint> destination) {
        static EntryKey of(Change change) {
            if (change instanceof Change.AddDestination add) {
                return new EntryKey(add.service(), Optional.of(add.entry().endpoint()));
            } else if (change instanceof Change.EditDestination edit) {
                return new EntryKey(edit.service(), Optional.of(edit.entry().endpoint()));
            } else if (change instanceof Change.RemoveDestination remove) {
                return new EntryKey(remove.service(), Optional.of(remove.endpoint()));
            }
            return new EntryKey(change.service(), Optional.empty());
        }
    }

    /** What is wrong with an entry; {@code inVain} when it can be made and does not last. */
    private record Trouble(String reason, long retryAtNanos, long delayNanos, boolean inVain) {}

    private record Repair(Change change, int times) {}

    /** So many audits in a row that make the same change show that it does not last. */
    private static final int REPAIRS_IN_A_ROW = 3;

    private static final long FIRST_DELAY = 1_000_000_000L;
    private static final long LONGEST_DELAY = 60_000_000_000L;

    private final Map<EntryKey, Trouble> troubles = new HashMap<>();
    private Map<EntryKey, Repair> repairs = new HashMap<>();

    /** Whether this change may be tried now. */
    boolean mayTry(Change change, long now) {
        Trouble trouble = troubles.get(EntryKey.of(change));
        return trouble == null || now - trouble.retryAtNanos() >= 0;
    }

    /** Notes a refusal; gives whether it is news. */
    boolean refused(ChangeFailure failure, long now) {
        return note(failure, now, false);
    }

    private boolean note(ChangeFailure failure, long now, boolean inVain) {
        EntryKey key = EntryKey.of(failure.change());
        Trouble before = troubles.get(key);
        long delay = before == null ? FIRST_DELAY : Math.min(before.delayNanos() * 2, LONGEST_DELAY);
        troubles.put(key, new Trouble(failure.reason(), now + delay, delay, inVain));
        return before == null || !before.reason().equals(failure.reason());
    }

    /** Whether there was trouble with the entry of this change. */
    boolean knows(Change change) {
        return troubles.containsKey(EntryKey.of(change));
    }

    /** Notes what an audit repaired; gives those that are repaired over and over, which are tried less often from now on. */
    List<ChangeFailure> repaired(List<Change> changes, long now) {
        Map<EntryKey, Repair> before = repairs;
        repairs = new HashMap<>();
        List<ChangeFailure> inVain = new ArrayList<>();
        for (Change change : changes) {
            EntryKey key = EntryKey.of(change);
            Repair last = before.get(key);
            int times = last != null && last.change().equals(change) ? last.times() + 1 : 1;
            repairs.put(key, new Repair(change, times));
            ChangeFailure failure = new ChangeFailure(change, "it was made " + times + " times and did not last");
            if (times >= REPAIRS_IN_A_ROW && note(failure, now, true)) {
                inVain.add(failure);
            }
        }
        return inVain;
    }

    /** Notes that a change was made: what was wrong with its entry is forgotten, or, where it never lasts, waits twice as long. */
    void succeeded(Change change, long now) {
        troubles.computeIfPresent(EntryKey.of(change), (key, trouble) -> {
            long delay = Math.min(trouble.delayNanos() * 2, LONGEST_DELAY);
            return trouble.inVain() ? new Trouble(trouble.reason(), now + delay, delay, true) : null;
        });
    }

    /** Forgets entries that did not last before and now stand as they should: all but those that these changes are for. */
    void lasted(List<Change> differing) {
        Set<EntryKey> wrong = new HashSet<>();
        differing.forEach(change -> wrong.add(EntryKey.of(change)));
        troubles.entrySet().removeIf(e -> e.getValue().inVain() && !wrong.contains(e.getKey()));
    }

    /** Forgets entries of services that are not wanted any more. */
    void keepOnly(Set<ServiceKey> services) {
        troubles.keySet().removeIf(key -> !services.contains(key.service()));
    }

    void clear() {
        troubles.clear();
    }

    int size() {
        return troubles.size();
    }

    /** One of the reasons, for people. */
    Optional<String> example() {
        return troubles.entrySet().stream()
                .findFirst()
                .map(e -> e.getKey().service()
                        + e.getKey().destination().map(d -> " -> " + d).orElse("") + ": "
                        + e.getValue().reason());
    }
}
