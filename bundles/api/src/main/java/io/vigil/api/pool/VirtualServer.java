package io.vigil.api.pool;

import io.vigil.api.Place;
import io.vigil.api.Protocol;
import io.vigil.api.Script;
import io.vigil.api.dataplane.ServiceEntry;
import java.util.List;
import java.util.Optional;

/**
 * A virtual server as the configuration asks for it.
 *
 * @param name what identifies it, as the reference writes it: {@code [10.0.0.1]:tcp:80}, {@code FWM 7} or {@code [group]:0}
 * @param protocol its transport protocol
 * @param services the services it has in a data plane: one, or one for each entry of a group
 * @param servers its real servers, in the order of the file
 * @param sorryServer who serves when quorum is lost
 * @param quorum when it counts as up
 * @param lifecycle what happens at start, at stop and on a change of quorum
 * @param place where it is written
 */
public record VirtualServer(
        String name,
        Protocol protocol,
        List<ServiceEntry> services,
        List<RealServer> servers,
        Optional<SorryServer> sorryServer,
        Quorum quorum,
        Lifecycle lifecycle,
        Place place) {
    /**
     * When a virtual server counts as up: lost below {@code quorum - hysteresis} or at 0, gained at {@code quorum + hysteresis}.
     *
     * @param quorum least sum of the weights of living servers
     * @param hysteresis distance between losing and gaining
     */
    public record Quorum(long quorum, long hysteresis) {}

    /**
     * What happens at start, at stop and on a change of quorum.
     *
     * @param haSuspend checks run only while the address is on this machine
     * @param omega notifications run at a stop as well
     * @param smtpAlert a mail for each change of quorum
     * @param quorumUp run when quorum is gained
     * @param quorumDown run when quorum is lost
     */
    public record Lifecycle(
            boolean haSuspend,
            boolean omega,
            boolean smtpAlert,
            Optional<Script> quorumUp,
            Optional<Script> quorumDown) {}

    public VirtualServer {
        services = List.copyOf(services);
        servers = List.copyOf(servers);
    }
}
