package io.vigil.config.language;

import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Tables of the words that follow an address, a route or a rule on its line. */
public final class OptionKeywords {
    /** The keywords of {@code address}. */
    public static final Block ADDRESS = Block.of(
            "address",
            text("dev", "Interface that gets the address"),
            text("brd", "Broadcast address"),
            text("broadcast", "Synonym of brd"),
            text("scope", "Address scope"),
            text("label", "Interface label such as eth0:1"),
            text("peer", "Point-to-point peer; own prefix length is then taken from it"),
            flag("home", "Home address flag"),
            flag("-nodad", "Do duplicate address detection (keepalived otherwise sets nodad)"),
            flag("mngtmpaddr", "Kernel manages temporary addresses"),
            flag("noprefixroute", "No automatic prefix route"),
            flag("autojoin", "Join multicast group for the address"),
            flag("no_track", "Do not react if the address is removed by someone else"),
            text("preferred_lft", "Preferred lifetime"),
            flag("use_vmac", "Create a VMAC on the address's interface for it"),
            text("track_group", "Tie the static address to a track_group"));

    /** The keywords of {@code route}. */
    public static final Block ROUTE = Block.of(
            "route",
            flag("inet", "Force IPv4"),
            flag("inet6", "Force IPv6"),
            text("src", "Preferred source"),
            words("via", "Gateway"),
            text("gw", "Deprecated spelling of via").old("via"),
            text("from", "Source prefix selector"),
            words("as", "Reserved"),
            text("tos", "TOS selector (synonym dsfield)"),
            text("dsfield", "Synonym of tos"),
            text("table", "Routing table"),
            text("protocol", "Route protocol"),
            text("scope", "Scope"),
            text("metric", "Metric"),
            text("priority", "Synonym of metric"),
            text("preference", "Synonym of metric"),
            text("dev", "Output interface"),
            text("oif", "Synonym of dev"),
            flag("onlink", "Treat gateway as on-link"),
            words("encap", "Lightweight tunnel"),
            text("expires", "Lifetime"),
            words("mtu", "Path MTU"),
            text("hoplimit", "Hop limit metric"),
            words("advmss", "Advertised MSS"),
            words("rtt", "Initial RTT"),
            words("rttvar", "Initial RTT variance"),
            words("reordering", "Reordering metric"),
            text("window", "Maximum window"),
            words("cwnd", "Congestion window clamp"),
            words("ssthresh", "Slow start threshold"),
            text("realms", "Realms"),
            words("rto_min", "Minimum RTO"),
            text("initcwnd", "Initial congestion window"),
            text("initrwnd", "Initial receive window"),
            text("features", "Feature flags"),
            text("quickack", "Quick ACK"),
            words("congctl", "Congestion control algorithm"),
            text("pref", "Router preference"),
            text("ttl-propagate", "MPLS TTL propagation"),
            text("fastopen_no_cookie", "TCP fast open without cookie"),
            flag("add", "Fail if an equal route exists"),
            flag("prepend", "Put in front of equal routes (default)"),
            flag("append", "Put behind equal routes"),
            text("or", "Deprecated second gateway").old("nexthop"),
            words("nexthop", "Multipath next hop, repeatable"),
            flag("no_track", "Do not react if the route is removed by someone else"),
            text("track_group", "Tie static route to a track_group"),
            text("vrf", "Use the table of this VRF"));

    /** The keywords of {@code rule}. */
    public static final Block RULE = Block.of(
            "rule",
            flag("inet", "Force IPv4"),
            flag("inet6", "Force IPv6"),
            text("from", "Source selector"),
            text("to", "Destination selector"),
            text("table", "Look up this table"),
            text("lookup", "Synonym of table"),
            flag("not", "Invert the selector"),
            text("preference", "Rule priority"),
            text("order", "Synonym of preference"),
            text("priority", "Synonym of preference"),
            text("tos", "TOS selector"),
            text("dsfield", "Synonym of tos"),
            text("fwmark", "Mark selector"),
            text("realms", "Realms"),
            text("suppress_prefixlength", "Reject lookups with prefix length <= N"),
            text("sup_pl", "Synonym"),
            text("suppress_ifgroup", "Reject lookups through interfaces of this group"),
            text("sup_group", "Synonym"),
            text("dev", "Incoming interface"),
            text("iif", "Synonym of dev"),
            text("oif", "Outgoing interface"),
            text("tunnel-id", "Tunnel id selector"),
            text("uidrange", "User id range"),
            flag("l3mdev", "Use VRF table lookup"),
            text("protocol", "Rule protocol"),
            text("ipproto", "IP protocol selector"),
            text("sport", "Source port range"),
            text("dport", "Destination port range"),
            flag("no_track", "Do not react if removed by someone else"),
            text("track_group", "Tie static rule to a track_group"));

    private OptionKeywords() {}
}
