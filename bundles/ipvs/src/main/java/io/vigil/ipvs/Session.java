package io.vigil.ipvs;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import io.vigil.linux.LinuxException;
import io.vigil.linux.genetlink.Family;
import io.vigil.linux.genetlink.GenericMessage;
import io.vigil.linux.genetlink.GenericNetlink;
import io.vigil.linux.netlink.AttributeReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open conversation with the kernel's IPVS. Belongs to one thread at a time. */
final class Session implements AutoCloseable {
    /** Connection timeouts, as the kernel has them. */
    record Timeouts(Duration tcp, Duration tcpFin, Duration udp) {}

    private final GenericNetlink kernel;
    private final Requests requests;

    Session(GenericNetlink kernel, Family family) {
        this.kernel = kernel;
        this.requests = new Requests(family);
    }

    /** Fails if IPVS does not answer us, for want of a privilege. */
    void probe() throws LinuxException {
        kernel.execute(requests.info());
    }

    /** Everything that stands: one dump of the services and one for the destinations of each. */
    Table read() throws LinuxException {
        List<Table.Service> services = new ArrayList<>();
        for (GenericMessage message : kernel.execute(requests.services())) {
            AttributeReader attributes = message.attributes();
            while (attributes.next()) {
                if (attributes.type() == Constants.IPVS_CMD_ATTR_SERVICE) {
                    ServiceCodec.Told told = ServiceCodec.read(attributes.nested());
                    services.add(new Table.Service(
                            told.entry(),
                            told.counters(),
                            destinations(told.entry().key())));
                }
            }
        }
        return new Table(services);
    }

    List<ChangeFailure> apply(List<Change> changes) throws LinuxException {
        return new Batch(requests, changes).apply(kernel);
    }

    Timeouts timeouts() throws LinuxException {
        Duration tcp = Duration.ZERO;
        Duration tcpFin = Duration.ZERO;
        Duration udp = Duration.ZERO;
        for (GenericMessage message : kernel.execute(requests.timeouts())) {
            AttributeReader in = message.attributes();
            while (in.next()) {
                switch (in.type()) {
                    case Constants.IPVS_CMD_ATTR_TIMEOUT_TCP -> tcp = Duration.ofSeconds(in.u32());
                    case Constants.IPVS_CMD_ATTR_TIMEOUT_TCP_FIN -> tcpFin = Duration.ofSeconds(in.u32());
                    case Constants.IPVS_CMD_ATTR_TIMEOUT_UDP -> udp = Duration.ofSeconds(in.u32());
                    default -> {}
                }
            }
        }
        return new Timeouts(tcp, tcpFin, udp);
    }

    void timeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) throws LinuxException {
        kernel.execute(requests.timeouts(tcp, tcpFin, udp));
    }

    @Override
    public void close() {
        kernel.close();
    }

    private List<Table.Destination> destinations(ServiceKey service) throws LinuxException {
        List<Table.Destination> destinations = new ArrayList<>();
        for (GenericMessage message : kernel.execute(requests.destinations(service))) {
            AttributeReader attributes = message.attributes();
            while (attributes.next()) {
                if (attributes.type() == Constants.IPVS_CMD_ATTR_DEST) {
                    destinations.add(DestinationCodec.read(attributes.nested(), service.family()));
                }
            }
        }
        return destinations;
    }
}
