package io.vigil.relay;

import io.vigil.api.Protocol;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import java.io.IOException;
import java.util.Optional;

/** What the relay cannot do, and how it says so. */
final class Refusals {
    private static final int PRIVILEGED = 1024;

    private Refusals() {}

    /** Why this service cannot be relayed; empty if it can. */
    static Optional<String> of(ServiceEntry entry) {
        if (!(entry.key() instanceof ServiceKey.Address address)) {
            return Optional.of("the relay sees no firewall marks; give the virtual server an address and a port");
        }
        if (address.protocol() == Protocol.SCTP) {
            return Optional.of("the relay forwards tcp and udp, not sctp");
        }
        if (address.endpoint().port() == 0) {
            return Optional.of("the relay needs one port, not any");
        }
        if (Scheduler.named(entry.scheduler(), entry.schedulerFlags()).isEmpty()) {
            return Optional.of("the relay has no scheduler " + entry.scheduler() + "; use " + Scheduler.NAMES);
        }
        return entry.persistence()
                .flatMap(ServiceEntry.Persistence::engine)
                .map(engine -> "the relay has no persistence engine " + engine + "; it keeps clients by their address");
    }

    /** Why this server cannot be relayed to; empty if it can. */
    static Optional<String> of(DestinationEntry entry) {
        if (entry.endpoint().port() == 0) {
            return Optional.of("the relay needs a port to connect to");
        }
        if (entry.weight() < 0) {
            return Optional.of("weight " + entry.weight() + " is below 0");
        }
        if (entry.upperThreshold() > 0 && entry.lowerThreshold() > entry.upperThreshold()) {
            return Optional.of(
                    "the lower threshold " + entry.lowerThreshold() + " is above the upper " + entry.upperThreshold());
        }
        return Optional.empty();
    }

    /** Why a service's address could not be opened, in an operator's words. */
    static String bind(ServiceKey.Address key, Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        String meaning = "";
        if (cause instanceof IOException) {
            if (said.contains("Cannot assign requested address")) {
                meaning = ": the address is not on this machine now";
            } else if (said.contains("Address already in use")) {
                meaning = ": another program has this port";
            } else if (said.contains("Permission denied") && key.endpoint().port() < PRIVILEGED) {
                meaning = ": ports below " + PRIVILEGED + " need CAP_NET_BIND_SERVICE";
            }
        }
        return "listen at " + key + ": " + said + meaning + "; tried again with the next change";
    }
}
