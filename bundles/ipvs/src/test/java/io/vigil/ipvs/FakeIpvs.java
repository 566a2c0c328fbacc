package io.vigil.ipvs;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.genetlink.GenericMessage;
import io.vigil.linux.genetlink.GenericNetlink;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.PayloadWriter;
import io.vigil.linux.netlink.testing.ScriptedNetlink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kernel's side of IPVS in memory: the same errors at the same occasions (net/netfilter/ipvs/ip_vs_ctl.c). */
final class FakeIpvs implements ScriptedNetlink.Peer {
    static final int FAMILY = 28;
    private static final int CONTROL = 16;

    private final Map<ServiceKey, ServiceEntry> services = new LinkedHashMap<>();
    private final Map<ServiceKey, Map<Endpoint, DestinationEntry>> destinations = new LinkedHashMap<>();
    private final List<Integer> timeouts = new ArrayList<>(List.of(900, 120, 300));
    boolean present = true;
    boolean privileged = true;

    Map<Endpoint, DestinationEntry> destinations(ServiceKey key) {
        return destinations.computeIfAbsent(key, unused -> new LinkedHashMap<>());
    }

    Map<ServiceKey, ServiceEntry> services() {
        return services;
    }

    List<Integer> timeouts() {
        return timeouts;
    }

    @Override
    public List<ScriptedNetlink.Reply> answer(NetlinkMessage request) throws LinuxException {
        if (request.type() == CONTROL) {
            if (!present) {
                throw new LinuxException("", Errno.ENOENT, "");
            }
            PayloadWriter family = GenericNetlink.writer(1, 2).u16(1, FAMILY).string(2, "IPVS");
            return List.of(new ScriptedNetlink.Reply(CONTROL, 0, family.toBytes()));
        }
        if (!privileged) {
            throw new LinuxException("", Errno.EPERM, "");
        }
        return command(GenericMessage.of(request));
    }

    private List<ScriptedNetlink.Reply> command(GenericMessage message) throws LinuxException {
        ServiceEntry service = null;
        DestinationEntry destination = null;
        AttributeReader in = message.attributes();
        while (in.next()) {
            switch (in.type()) {
                case Constants.IPVS_CMD_ATTR_SERVICE ->
                    service = ServiceCodec.read(in.nested()).entry();
                case Constants.IPVS_CMD_ATTR_DEST ->
                    destination = DestinationCodec.read(in.nested(), AddressFamily.INET)
                            .entry();
                default -> timeouts.set(in.type() - Constants.IPVS_CMD_ATTR_TIMEOUT_TCP, in.u32());
            }
        }
        return switch (message.command()) {
            case Constants.IPVS_CMD_GET_SERVICE -> dumpServices();
            case Constants.IPVS_CMD_GET_DEST -> dumpDestinations(key(service));
            case Constants.IPVS_CMD_GET_CONFIG -> List.of(config());
            case Constants.IPVS_CMD_GET_INFO, Constants.IPVS_CMD_SET_CONFIG -> List.of();
            default -> {
                change(message.command(), Objects.requireNonNull(service), destination);
                yield List.of();
            }
        };
    }

    private void change(int command, ServiceEntry service, @Nullable DestinationEntry destination)
            throws LinuxException {
        boolean stands = services.containsKey(service.key());
        check(stands || command == Constants.IPVS_CMD_NEW_SERVICE, Errno.ESRCH);
        switch (command) {
            case Constants.IPVS_CMD_NEW_SERVICE -> {
                check(!stands, Errno.EEXIST);
                check(!service.scheduler().equals("xyz"), Errno.ENOENT);
                services.put(service.key(), service);
            }
            case Constants.IPVS_CMD_SET_SERVICE -> {
                check(!service.scheduler().equals("xyz"), Errno.ENOENT);
                services.put(service.key(), service);
            }
            case Constants.IPVS_CMD_DEL_SERVICE -> {
                services.remove(service.key());
                destinations.remove(service.key());
            }
            default -> change(command, destinations(service.key()), Objects.requireNonNull(destination));
        }
    }

    private static void change(int command, Map<Endpoint, DestinationEntry> servers, DestinationEntry server)
            throws LinuxException {
        boolean stands = servers.containsKey(server.endpoint());
        check(server.weight() >= 0, Errno.ERANGE);
        if (command == Constants.IPVS_CMD_NEW_DEST) {
            check(!stands, Errno.EEXIST);
            servers.put(server.endpoint(), server);
        } else {
            check(stands, Errno.ENOENT);
            if (command == Constants.IPVS_CMD_SET_DEST) {
                servers.put(server.endpoint(), server);
            } else {
                servers.remove(server.endpoint());
            }
        }
    }

    private List<ScriptedNetlink.Reply> dumpServices() {
        List<ScriptedNetlink.Reply> replies = new ArrayList<>();
        for (ServiceEntry service : services.values()) {
            PayloadWriter out = GenericNetlink.writer(Constants.IPVS_CMD_NEW_SERVICE, 1);
            ServiceCodec.writeEntry(out, service);
            replies.add(new ScriptedNetlink.Reply(FAMILY, NetlinkConstants.NLM_F_MULTI, out.toBytes()));
        }
        return replies;
    }

    private List<ScriptedNetlink.Reply> dumpDestinations(ServiceKey key) {
        List<ScriptedNetlink.Reply> replies = new ArrayList<>();
        for (DestinationEntry server : destinations(key).values()) {
            PayloadWriter out = GenericNetlink.writer(Constants.IPVS_CMD_NEW_DEST, 1);
            DestinationCodec.writeEntry(out, server);
            replies.add(new ScriptedNetlink.Reply(FAMILY, NetlinkConstants.NLM_F_MULTI, out.toBytes()));
        }
        return replies;
    }

    private ScriptedNetlink.Reply config() {
        PayloadWriter out = GenericNetlink.writer(Constants.IPVS_CMD_SET_CONFIG, 1);
        for (int i = 0; i < timeouts.size(); i++) {
            out.u32(Constants.IPVS_CMD_ATTR_TIMEOUT_TCP + i, timeouts.get(i));
        }
        return new ScriptedNetlink.Reply(FAMILY, 0, out.toBytes());
    }

    /** What stands, in the shape in which a data plane tells it. */
    Table table() {
        List<Table.Service> all = new ArrayList<>();
        for (ServiceEntry service : services.values()) {
            List<Table.Destination> servers = new ArrayList<>();
            for (DestinationEntry server : destinations(service.key()).values()) {
                servers.add(new Table.Destination(server, io.vigil.api.dataplane.Counters.ZERO, 0, 0, 0));
            }
            all.add(new Table.Service(service, io.vigil.api.dataplane.Counters.ZERO, servers));
        }
        return new Table(all);
    }

    private static ServiceKey key(@Nullable ServiceEntry service) {
        return Objects.requireNonNull(service).key();
    }

    private static void check(boolean allowed, Errno otherwise) throws LinuxException {
        if (!allowed) {
            throw new LinuxException("", otherwise, "");
        }
    }
}
