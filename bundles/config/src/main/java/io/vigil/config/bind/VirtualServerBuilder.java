package io.vigil.config.bind;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.Place;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.bind.ServerGroups.AddressMember;
import io.vigil.config.bind.ServerGroups.MarkMember;
import io.vigil.config.bind.ServerGroups.Member;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Builds one virtual server. */
final class VirtualServerBuilder {
    private final Context context;
    private final Findings findings;
    private final ServerGroups groups;
    private final ServiceHeader header;
    private final Values values;
    private final Place place;

    VirtualServerBuilder(Context context, ServerGroups groups, ServiceHeader header, Values values) {
        this.context = context;
        this.findings = context.findings();
        this.groups = groups;
        this.header = header;
        this.values = values;
        this.place = values.place();
    }

    /**
     * Builds it.
     *
     * @param use how many virtual servers above this one use the same group
     */
    Optional<VirtualServer> build(int use) {
        List<Member> members = members();
        Protocol protocol = protocol();
        String name = name(protocol, use);
        if (members.isEmpty()) {
            return Optional.empty();
        }
        ServiceOptions options = new ServiceOptions(values, findings, protocol, header);
        PoolMembers pool =
                new RealServersBuilder(context, values, header, servicePort(members), family(members)).build(name);
        if (pool.servers().isEmpty()) {
            findings.error(place, "virtual_server " + name + " has no real server; it is left out");
            return Optional.empty();
        }
        Set<ServiceEntry> services = new LinkedHashSet<>();
        for (Member member : fitting(members, pool)) {
            services.add(options.entry(key(member, protocol, pool.servers())));
        }
        values.line("hashed")
                .ifPresent(
                        line -> findings.warning(line.place(), "'hashed' is accepted for old files and has no effect"));
        return Optional.of(new VirtualServer(
                name,
                protocol,
                new ArrayList<>(services),
                pool.servers(),
                pool.sorryServer(),
                quorum(pool.servers()),
                lifecycle(),
                place));
    }

    /** The entries of a group that are of the family of the first, or all when every server is reached through a tunnel. */
    private List<Member> fitting(List<Member> members, PoolMembers pool) {
        Optional<AddressFamily> family = family(members);
        boolean tunnels =
                pool.servers().stream().allMatch(server -> server.destination().method() == ForwardingMethod.TUN);
        if (tunnels || family.isEmpty()) {
            return members;
        }
        List<Member> fitting = new ArrayList<>();
        for (Member member : members) {
            if (member instanceof AddressMember address && AddressFamily.of(address.address()) != family.get()) {
                continue;
            }
            fitting.add(member);
        }
        if (fitting.size() < members.size() && header instanceof ServiceHeader.Group group) {
            findings.error(
                    group.place(),
                    "virtual_server_group '" + group.name() + "' has addresses of both families, which only TUN can"
                            + " bridge; " + (members.size() - fitting.size())
                            + " that are not of the first one's family are left out here");
        }
        return fitting;
    }

    private List<Member> members() {
        if (header instanceof ServiceHeader.Address address) {
            return List.of(new AddressMember(
                    address.endpoint().address(), address.endpoint().port()));
        }
        if (header instanceof ServiceHeader.Mark mark) {
            return List.of(new MarkMember(mark.mark(), values.text("ip_family")));
        }
        ServiceHeader.Group group = (ServiceHeader.Group) header;
        Optional<List<Member>> members = groups.find(group.name());
        if (members.isEmpty() || members.get().isEmpty()) {
            findings.error(
                    group.place(),
                    members.isEmpty()
                            ? "there is no virtual_server_group '" + group.name() + "'; the virtual server is left out"
                            : "virtual_server_group '" + group.name()
                                    + "' has no entry; the virtual server is left out");
        }
        return members.orElse(List.of());
    }

    private Protocol protocol() {
        Optional<String> word = values.text("protocol");
        if (header instanceof ServiceHeader.Mark) {
            return Protocol.TCP;
        }
        if (word.isEmpty()) {
            findings.warning(place, "the virtual server has no protocol; UDP is used");
            return Protocol.UDP;
        }
        return switch (word.get().toUpperCase(Locale.ROOT)) {
            case "TCP" -> Protocol.TCP;
            case "UDP" -> Protocol.UDP;
            case "SCTP" -> Protocol.SCTP;
            default -> {
                findings.error(
                        values.place("protocol"),
                        "'" + word.get() + "' is no protocol of a virtual server (TCP, UDP, SCTP); UDP is used");
                yield Protocol.UDP;
            }
        };
    }

    private String name(Protocol protocol, int use) {
        if (header instanceof ServiceHeader.Group group) {
            return "[" + group.name() + "]:" + use;
        }
        if (header instanceof ServiceHeader.Mark mark) {
            return "FWM " + Integer.toUnsignedString(mark.mark());
        }
        Endpoint endpoint = ((ServiceHeader.Address) header).endpoint();
        return "[" + io.vigil.api.Addresses.text(endpoint.address()) + "]:" + protocol.word() + ":" + endpoint.port();
    }

    /** The port of the services, or 0 when they differ or have none. */
    private static int servicePort(List<Member> members) {
        int port = -1;
        for (Member member : members) {
            int own = member instanceof AddressMember address ? address.port() : 0;
            port = port == -1 || port == own ? own : 0;
        }
        return port;
    }

    private Optional<AddressFamily> family(List<Member> members) {
        for (Member member : members) {
            if (member instanceof AddressMember address) {
                return Optional.of(AddressFamily.of(address.address()));
            }
        }
        return values.text("ip_family").map(VirtualServerBuilder::named);
    }

    private static AddressFamily named(String word) {
        return word.equals("inet6") ? AddressFamily.INET6 : AddressFamily.INET;
    }

    private static ServiceKey key(Member member, Protocol protocol, List<RealServer> servers) {
        if (member instanceof AddressMember address) {
            return new ServiceKey.Address(protocol, new Endpoint(address.address(), address.port()));
        }
        MarkMember mark = (MarkMember) member;
        AddressFamily family = mark.family()
                .map(VirtualServerBuilder::named)
                .orElseGet(() ->
                        AddressFamily.of(servers.get(0).destination().endpoint().address()));
        return new ServiceKey.FirewallMark(mark.mark(), family);
    }

    private VirtualServer.Quorum quorum(List<RealServer> servers) {
        long total = 0;
        for (RealServer server : servers) {
            total += server.destination().weight();
        }
        long quorum = values.number("quorum");
        if (quorum > total && total > 0) {
            findings.warning(
                    values.place("quorum"),
                    "quorum " + quorum + " is more than the weights of all real servers, " + total + "; quorum " + total
                            + " is used");
            quorum = total;
        }
        long hysteresis = values.number("hysteresis");
        if (hysteresis >= quorum) {
            findings.warning(
                    values.place("hysteresis"),
                    "hysteresis " + hysteresis + " is not below quorum " + quorum + "; hysteresis " + (quorum - 1)
                            + " is used");
            hysteresis = Math.max(0, quorum - 1);
        }
        return new VirtualServer.Quorum(quorum, hysteresis);
    }

    private VirtualServer.Lifecycle lifecycle() {
        boolean suspend = values.flag("ha_suspend");
        if (suspend && header instanceof ServiceHeader.Mark) {
            findings.warning(
                    values.place("ha_suspend"), "ha_suspend needs an address, a firewall mark has none; it is ignored");
            suspend = false;
        }
        return new VirtualServer.Lifecycle(
                suspend,
                values.flag("omega"),
                values.bool("smtp_alert")
                        .or(() -> context.globals().bool("smtp_alert_checker"))
                        .or(() -> context.globals().bool("smtp_alert"))
                        .orElse(false),
                context.script(values, "quorum_up"),
                context.script(values, "quorum_down"));
    }
}
