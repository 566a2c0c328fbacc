package io.vigil.core.reconcile;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a table holds after changes were made to it, without reading it again. Counters of new entries are zero. */
final class Belief {
    private static final class Draft {
        private @Nullable ServiceEntry entry;
        private Counters counters = Counters.ZERO;
        private final Map<Endpoint, Table.Destination> destinations = new LinkedHashMap<>();

        static Draft of(Table.@Nullable Service service) {
            Draft draft = new Draft();
            if (service != null) {
                draft.entry = service.entry();
                draft.counters = service.counters();
                service.destinations()
                        .forEach(d -> draft.destinations.put(d.entry().endpoint(), d));
            }
            return draft;
        }

        void put(DestinationEntry entry) {
            Table.Destination before = destinations.get(entry.endpoint());
            destinations.put(
                    entry.endpoint(),
                    before == null
                            ? new Table.Destination(entry, Counters.ZERO, 0, 0, 0)
                            : new Table.Destination(
                                    entry, before.counters(), before.active(), before.inactive(), before.persistent()));
        }

        void take(Change change) {
            if (change instanceof Change.AddService add) {
                entry = add.entry();
            } else if (change instanceof Change.EditService edit) {
                entry = edit.entry();
            } else if (change instanceof Change.RemoveService) {
                entry = null;
                destinations.clear();
            } else if (change instanceof Change.AddDestination add) {
                put(add.entry());
            } else if (change instanceof Change.EditDestination edit) {
                put(edit.entry());
            } else if (change instanceof Change.RemoveDestination remove) {
                destinations.remove(remove.endpoint());
            }
        }
    }

    private Belief() {}

    /** The services after the changes; only those that a change names are rebuilt. */
    static Map<ServiceKey, Table.Service> after(Map<ServiceKey, Table.Service> before, List<Change> changes) {
        Map<ServiceKey, Draft> drafts = new LinkedHashMap<>();
        for (Change change : changes) {
            drafts.computeIfAbsent(change.service(), key -> Draft.of(before.get(key)))
                    .take(change);
        }
        Map<ServiceKey, Table.Service> after = new LinkedHashMap<>(before);
        drafts.forEach((key, draft) -> {
            ServiceEntry entry = draft.entry;
            if (entry == null) {
                after.remove(key);
            } else {
                after.put(key, new Table.Service(entry, draft.counters, List.copyOf(draft.destinations.values())));
            }
        });
        return after;
    }
}
