package io.vigil.api.dataplane;

import java.util.List;

/** Everything that stands in a data plane, ours or not, at one moment. */
public record Table(List<Service> services) {
    /** A service that stands there. */
    public record Service(ServiceEntry entry, Counters counters, List<Destination> destinations) {
        public Service {
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * A destination that stands there.
     *
     * @param active connections that are open
     * @param inactive connections that are closing
     * @param persistent templates that keep clients with it
     */
    public record Destination(DestinationEntry entry, Counters counters, int active, int inactive, int persistent) {}

    /** An empty table. */
    public static final Table EMPTY = new Table(List.of());

    public Table {
        services = List.copyOf(services);
    }
}
