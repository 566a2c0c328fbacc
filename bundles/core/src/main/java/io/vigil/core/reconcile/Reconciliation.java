package io.vigil.core.reconcile;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Desired minus observed.
 *
 * <p>A service that is desired is ours with all it holds, whoever made it. One that is not desired is ours only when it is owned,
 * else it is foreign and no change touches it. Within a service, servers are added and edited before others go, so that it is
 * never empty on the way. Takes time linear in the number of entries.
 *
 * @param changes what makes the observed table the desired one
 * @param foreign services that are neither desired nor owned
 */
record Reconciliation(List<Change> changes, List<ServiceKey> foreign) {
    /**
     * Compares whole tables.
     *
     * @param owned services that were put there by this director, now or in an earlier run
     */
    static Reconciliation between(Map<ServiceKey, DesiredService> desired, Table observed, Set<ServiceKey> owned) {
        List<Change> changes = new ArrayList<>();
        List<ServiceKey> foreign = new ArrayList<>();
        Set<ServiceKey> seen = new HashSet<>();
        for (Table.Service service : observed.services()) {
            ServiceKey key = service.entry().key();
            seen.add(key);
            DesiredService wanted = desired.get(key);
            if (wanted != null) {
                edit(wanted, service, changes);
            } else if (owned.contains(key)) {
                changes.add(new Change.RemoveService(key));
            } else {
                foreign.add(key);
            }
        }
        desired.forEach((key, wanted) -> {
            if (!seen.contains(key)) {
                add(wanted, changes);
            }
        });
        return new Reconciliation(changes, foreign);
    }

    private static void add(DesiredService wanted, List<Change> changes) {
        changes.add(new Change.AddService(wanted.entry()));
        for (DestinationEntry destination : wanted.destinations().values()) {
            changes.add(new Change.AddDestination(wanted.entry().key(), destination));
        }
    }

    private static void edit(DesiredService wanted, Table.Service observed, List<Change> changes) {
        ServiceKey key = wanted.entry().key();
        if (!wanted.entry().equals(observed.entry())) {
            changes.add(new Change.EditService(wanted.entry()));
        }
        Map<Endpoint, DestinationEntry> standing = new HashMap<>();
        observed.destinations().forEach(d -> standing.put(d.entry().endpoint(), d.entry()));
        for (DestinationEntry destination : wanted.destinations().values()) {
            DestinationEntry stands = standing.get(destination.endpoint());
            if (stands == null) {
                changes.add(new Change.AddDestination(key, destination));
            } else if (!stands.equals(destination)) {
                changes.add(new Change.EditDestination(key, destination));
            }
        }
        for (Table.Destination destination : observed.destinations()) {
            Endpoint endpoint = destination.entry().endpoint();
            if (!wanted.destinations().containsKey(endpoint)) {
                changes.add(new Change.RemoveDestination(key, endpoint));
            }
        }
    }
}
