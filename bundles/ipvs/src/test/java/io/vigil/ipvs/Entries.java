package io.vigil.ipvs;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Tunnel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/** Short ways to say keys and entries. */
final class Entries {
    private Entries() {}

    static Endpoint endpoint(String address, int port) {
        try {
            return new Endpoint(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a numeric address: " + address, e);
        }
    }

    static ServiceKey tcp(String address, int port) {
        return new ServiceKey.Address(Protocol.TCP, endpoint(address, port));
    }

    static ServiceKey udp(String address, int port) {
        return new ServiceKey.Address(Protocol.UDP, endpoint(address, port));
    }

    static ServiceKey sctp(String address, int port) {
        return new ServiceKey.Address(Protocol.SCTP, endpoint(address, port));
    }

    static ServiceKey mark(int mark) {
        return new ServiceKey.FirewallMark(mark, AddressFamily.INET);
    }

    static ServiceKey mark6(int mark) {
        return new ServiceKey.FirewallMark(mark, AddressFamily.INET6);
    }

    static ServiceEntry service(ServiceKey key, String scheduler, String... flags) {
        return new ServiceEntry(key, scheduler, Set.of(flags), Optional.empty(), false);
    }

    static ServiceEntry onePacket(ServiceEntry entry) {
        return new ServiceEntry(entry.key(), entry.scheduler(), entry.schedulerFlags(), entry.persistence(), true);
    }

    static ServiceEntry persistent(ServiceEntry entry, int seconds, int prefix) {
        return persistent(entry, new ServiceEntry.Persistence(seconds, prefix, Optional.empty()));
    }

    static ServiceEntry persistent(ServiceEntry entry, ServiceEntry.Persistence persistence) {
        return new ServiceEntry(
                entry.key(), entry.scheduler(), entry.schedulerFlags(), Optional.of(persistence), entry.onePacket());
    }

    static DestinationEntry nat(String address, int port, int weight) {
        return destination(address, port, ForwardingMethod.NAT, weight);
    }

    static DestinationEntry destination(String address, int port, ForwardingMethod method, int weight) {
        return new DestinationEntry(endpoint(address, port), method, Optional.empty(), weight, 0, 0);
    }

    static DestinationEntry tunnel(String address, int port, Tunnel tunnel) {
        return new DestinationEntry(endpoint(address, port), ForwardingMethod.TUN, Optional.of(tunnel), 1, 0, 0);
    }

    static DestinationEntry limited(DestinationEntry entry, int upper, int lower) {
        return new DestinationEntry(entry.endpoint(), entry.method(), entry.tunnel(), entry.weight(), upper, lower);
    }
}
