package io.vigil.core.reconcile;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A service and its destinations as they should stand. */
public record DesiredService(ServiceEntry entry, Map<Endpoint, DestinationEntry> destinations) {
    public DesiredService {
        destinations = new LinkedHashMap<>(destinations);
    }

    /** From the destinations. */
    public static DesiredService of(ServiceEntry entry, Collection<DestinationEntry> destinations) {
        Map<Endpoint, DestinationEntry> byEndpoint = new LinkedHashMap<>();
        destinations.forEach(d -> byEndpoint.put(d.endpoint(), d));
        return new DesiredService(entry, byEndpoint);
    }

    /** The same with the destinations of another virtual server that shares the service; the first to ask for one decides. */
    public DesiredService and(Collection<DestinationEntry> others) {
        Map<Endpoint, DestinationEntry> all = new LinkedHashMap<>(destinations);
        others.forEach(d -> all.putIfAbsent(d.endpoint(), d));
        return new DesiredService(entry, all);
    }
}
