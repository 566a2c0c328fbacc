package io.vigil.api.pool;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.dataplane.DestinationEntry;
import java.util.List;
import java.util.Optional;

/**
 * A real server as the configuration asks for it. It is alive while none of its checks is down.
 *
 * @param destination its entry in the data plane, with the configured weight
 * @param inhibitOnFailure a failure sets its weight to 0 instead of removing it
 * @param smtpAlert a mail for each change
 * @param virtualHost the name that checks ask for, from here or from the virtual server
 * @param notifyUp run when it comes up
 * @param notifyDown run when it goes down
 * @param checks its checks, in the order of the file
 * @param place where it is written
 */
public record RealServer(
        DestinationEntry destination,
        boolean inhibitOnFailure,
        boolean smtpAlert,
        Optional<String> virtualHost,
        Optional<Script> notifyUp,
        Optional<Script> notifyDown,
        List<CheckSpec> checks,
        Place place) {
    public RealServer {
        checks = List.copyOf(checks);
    }
}
