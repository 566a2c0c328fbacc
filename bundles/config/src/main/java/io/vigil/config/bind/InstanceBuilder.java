package io.vigil.config.bind;

import io.vigil.api.AddressFamily;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.config.language.Findings;
import io.vigil.config.language.InstanceKeywords;
import io.vigil.config.language.Values;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds one {@code vrrp_instance}; the parts that are records of their own have builders of their own. */
final class InstanceBuilder {
    private static final int MOST_ADDRESSES = 255;

    private final Context context;
    private final Findings findings;
    private final TrackerParser trackers;
    private final GarpGaps gaps;
    private final String name;
    private final Statement line;
    private final Values values;

    InstanceBuilder(Context context, TrackerParser trackers, GarpGaps gaps, Word name, Statement line) {
        this.context = context;
        this.findings = context.findings();
        this.trackers = trackers;
        this.gaps = gaps;
        this.name = name.text();
        this.line = line;
        this.values = context.read(line, InstanceKeywords.BLOCK);
    }

    Optional<VrrpInstance> build() {
        Optional<String> interfaceName = values.text("interface");
        values.line("interface")
                .ifPresent(l -> context.expectInterface(l.arguments().get(0)));
        AddressList addresses = addresses();
        InstanceFrame frame = frame(addresses);
        AdvertsBuilder adverts = new AdvertsBuilder(context, values, frame);
        VrrpInstance instance = new VrrpInstance(
                name,
                interfaceName,
                values.has("virtual_router_id") ? values.number("virtual_router_id") : 1,
                frame.version(),
                frame.family(),
                new ElectionBuilder(context, values, frame).build(),
                adverts.build(),
                addresses.advertised(),
                addresses.excluded(),
                new RouteParser(context).routes(values.lines("virtual_routes")),
                new RouteParser(context).rules(values.lines("virtual_rules")),
                new AnnouncementsBuilder(context, values, frame, gaps).build(interfaceName),
                trackers.parse(values, frame.owner()),
                Notifying.of(context, values),
                line.place());
        return requirements(instance, adverts.unicast()) ? Optional.of(instance) : Optional.empty();
    }

    /** The addresses in adverts, and those that only move along. */
    private record AddressList(AddressFamily family, List<VirtualAddress> advertised, List<VirtualAddress> excluded) {}

    private AddressList addresses() {
        VirtualAddressParser parser = new VirtualAddressParser(context);
        List<Statement> lines = values.lines("virtual_ipaddress");
        List<VirtualAddress> excluded =
                new ArrayList<>(parser.parse(values.lines("virtual_ipaddress_excluded"), Optional.empty()));
        List<VirtualAddress> advertised = new ArrayList<>();
        Set<InetAddress> seen = new HashSet<>();
        AddressFamily family = null;
        for (Statement each : lines) {
            VirtualAddress address = parser.parse(each, Optional.empty()).orElse(null);
            if (address == null) {
                continue;
            }
            AddressFamily own = AddressFamily.of(address.address());
            family = family == null ? own : family;
            String text = each.keyword();
            if (own != family) {
                findings.error(
                        each.place(), "'" + text + "' is not of the family of the addresses above it; it is left out");
            } else if (!seen.add(address.address())) {
                findings.error(each.place(), "'" + text + "' stands in virtual_ipaddress already; it is left out");
            } else if (advertised.size() == MOST_ADDRESSES) {
                findings.warning(
                        each.place(),
                        "an advert names at most " + MOST_ADDRESSES + " addresses; '" + text
                                + "' moves along without being named");
                excluded.add(address);
            } else {
                advertised.add(address);
            }
        }
        return new AddressList(family == null ? otherFamily() : family, advertised, excluded);
    }

    /** The family of an instance without addresses: that of its source or its peers. */
    private AddressFamily otherFamily() {
        if (values.flag("native_ipv6")) {
            return AddressFamily.INET6;
        }
        return values.address("unicast_src_ip")
                .or(() -> values.address("mcast_src_ip"))
                .map(AddressFamily::of)
                .orElse(AddressFamily.INET);
    }

    private InstanceFrame frame(AddressList addresses) {
        boolean ipv6 = addresses.family() == AddressFamily.INET6;
        boolean strict = values.bool("strict_mode").orElse(context.globals().flag("vrrp_strict"));
        if (values.flag("native_ipv6")) {
            findings.warning(
                    values.place("native_ipv6"), "'native_ipv6' is an old word; the addresses tell the family");
        }
        String written = values.text("version")
                .orElseGet(() ->
                        ipv6 ? "3" : context.globals().text("vrrp_version").orElse("2"));
        int version = written.equals("3") ? 3 : 2;
        if (ipv6 && strict && version == 2) {
            findings.warning(values.place("version"), "strict mode with IPv6 needs version 3; version 3 is used");
            version = 3;
        }
        return new InstanceFrame(name, addresses.family(), version, strict, priority(), state());
    }

    private int priority() {
        if (values.has("priority")) {
            return values.number("priority");
        }
        boolean written = values.lines("priority").isEmpty() && hasWritten("priority");
        return !written && state().equals("MASTER") ? InstanceFrame.OWNER : InstanceFrame.DEFAULT_PRIORITY;
    }

    /** Whether a keyword was written, be it with a value that cannot be used. */
    private boolean hasWritten(String keyword) {
        return line.children().stream().anyMatch(child -> child.keyword().equals(keyword));
    }

    /** The configured state; once MASTER was read, a later BACKUP does not count. */
    private String state() {
        String state = "";
        for (Values.Entry entry : values.all("state")) {
            String word = (String) entry.value();
            if (word.equals("MASTER") || state.isEmpty()) {
                state = word.equals("MASTER") ? word : "BACKUP";
            }
        }
        return state;
    }

    /**
     * The reference stops altogether for an instance that lacks one of these; here the others go on, and a reload that brings such
     * an instance is refused like any that brings an error.
     */
    private boolean requirements(VrrpInstance instance, boolean unicast) {
        boolean sourceless = instance.adverts().source().isEmpty();
        if (instance.election().strict() && !instance.addresses().isEmpty()) {
            InetAddress first = instance.addresses().get(0).address();
            if (first instanceof Inet6Address && !first.isLinkLocalAddress()) {
                findings.warning(
                        values.lines("virtual_ipaddress").get(0).place(),
                        "strict mode wants a link-local address first; the addresses are used all the same");
            }
        }
        boolean bare = instance.addresses().isEmpty() && !values.flag("no_virtual_ipaddress");
        String lacking = "";
        if (!values.has("virtual_router_id")) {
            lacking = "virtual_router_id from 1 to 255";
        } else if (instance.interfaceName().isEmpty() && !unicast) {
            lacking = "interface";
        } else if (instance.interfaceName().isEmpty() && sourceless) {
            lacking = "interface and no unicast_src_ip";
        } else if (bare && (instance.version() == 3 || instance.election().strict())) {
            lacking = "virtual_ipaddress that can be used, which version 3 and strict mode need";
        } else if (bare) {
            findings.warning(line.place(), "vrrp_instance " + name + " has no virtual_ipaddress");
        }
        if (!lacking.isEmpty()) {
            findings.error(line.place(), "vrrp_instance " + name + " has no " + lacking + "; it is left out");
        }
        return lacking.isEmpty();
    }
}
