package io.vigil.api.dataplane;

import io.vigil.api.Endpoint;

/** One change of a data plane's table. The kernel's commands close the set (linux/ip_vs.h, IPVS_CMD_*). */
public sealed interface Change {
    /** The service that is changed, or in which something is. */
    ServiceKey service();

    /** A new service. One that exists already counts as done. */
    record AddService(ServiceEntry entry) implements Change {
        @Override
        public ServiceKey service() {
            return entry.key();
        }
    }

    /** New scheduler, flags or persistence of a service; connections stay. */
    record EditService(ServiceEntry entry) implements Change {
        @Override
        public ServiceKey service() {
            return entry.key();
        }
    }

    /** A service goes with its destinations. One that is gone already counts as done. */
    record RemoveService(ServiceKey service) implements Change {}

    /** A new destination. One that exists already is edited to this entry. */
    record AddDestination(ServiceKey service, DestinationEntry entry) implements Change {}

    /** New weight, method or thresholds of a destination; one that is missing is added. */
    record EditDestination(ServiceKey service, DestinationEntry entry) implements Change {}

    /** A destination goes. One that is gone already counts as done. */
    record RemoveDestination(ServiceKey service, Endpoint endpoint) implements Change {}
}
