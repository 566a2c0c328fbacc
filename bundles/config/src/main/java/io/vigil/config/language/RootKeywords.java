package io.vigil.config.language;

import static io.vigil.config.language.Keyword.block;
import static io.vigil.config.language.Keyword.entries;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.text;

import java.util.HashSet;
import java.util.Set;

/** Table of the outermost level. */
public final class RootKeywords {
    /** What may stand outside any block. */
    public static final Block BLOCK = Block.of(
            "",
            block(
                    "global_defs",
                    "Global settings; at start-up parsed by the parent and inherited by the children",
                    GlobalKeywords.BLOCK),
            integer("child_wait_time", 0, 4294967, "How long the parent waits for children at shutdown before SIGKILL")
                    .or("5")
                    .later(),
            text(
                            "instance",
                            "Instance name for several keepalived daemons in one namespace; part of PID file and process names; not changeable by reload")
                    .first()
                    .later(),
            text("net_namespace", "Run in this named network namespace (implies use_pid_dir); cannot change on reload")
                    .first()
                    .later(),
            text("net_namespace_ipvs", "Network namespace in which IPVS is configured")
                    .optional()
                    .first()
                    .later(),
            flag("namespace_with_ipsets", "Allow ipsets together with net_namespace on old kernels")
                    .later(),
            flag("use_pid_dir", "Put PID files in <rundir>/keepalived/ instead of <rundir>")
                    .later(),
            flag(
                            "linkbeat_use_polling",
                            "Monitor link state of all interfaces by polling MII/ethtool instead of netlink")
                    .later(),
            entries("linkbeat_interfaces", "Interfaces whose link state is polled, with optional polling method")
                    .later(),
            entries(
                            "interface_up_down_delays",
                            "Debounce times before a link-down / link-up event acts on VRRP; unknown interface is a fatal error")
                    .later(),
            block(
                    "garp_group",
                    "Rate-limit gratuitous ARP/NA for a set of interfaces sharing one queue",
                    SmallKeywords.GARP_GROUP),
            block(
                            "track_group",
                            "Names a set of VRRP instances that must be allowed up for tracked static items",
                            SmallKeywords.TRACK_GROUP)
                    .unused()
                    .later(),
            entries("static_ipaddress", "Addresses owned by keepalived for its lifetime, independent of VRRP state"),
            entries("static_routes", "Routes installed for the daemon lifetime").later(),
            entries("static_rules", "Policy routing rules installed for the daemon lifetime")
                    .later(),
            block("vrrp_sync_group", "Instances that change state together", GroupKeywords.BLOCK),
            block("vrrp_instance", "One virtual router", InstanceKeywords.BLOCK),
            block("vrrp_script", "Defines a periodically run health script for VRRP tracking", TrackerKeywords.SCRIPT),
            block("vrrp_track_process", "Defines a set of processes whose presence is tracked", TrackerKeywords.PROCESS)
                    .later(),
            block(
                    "track_file",
                    "Defines a monitored file holding a number; used by VRRP track_file and FILE_CHECK",
                    TrackerKeywords.FILE),
            block("vrrp_track_file", "Deprecated spelling of track_file", TrackerKeywords.FILE)
                    .old("track_file"),
            block("bfd_instance", "One BFD session", TrackerKeywords.BFD).later(),
            block("SSL", "Client key material used by SSL_GET checkers", SmallKeywords.SSL)
                    .unused()
                    .later(),
            entries("virtual_server_group", "Set of addresses/marks sharing one virtual server definition"),
            block("virtual_server", "An IPVS service and its checks", ServerKeywords.BLOCK));

    private static final Set<String> ALWAYS_BLOCKS = onlyBlocks();

    private RootKeywords() {}

    /** The keywords that are followed by a block wherever they may stand. */
    public static Set<String> alwaysBlocks() {
        return ALWAYS_BLOCKS;
    }

    private static Set<String> onlyBlocks() {
        Set<String> blocks = new HashSet<>();
        Set<String> others = new HashSet<>();
        Set<Block> visited = new HashSet<>();
        collect(BLOCK, blocks, others, visited);
        blocks.removeAll(others);
        return Set.copyOf(blocks);
    }

    private static void collect(Block block, Set<String> blocks, Set<String> others, Set<Block> visited) {
        if (!visited.add(block)) {
            return;
        }
        for (Keyword row : block.rows()) {
            (row.opensBlock() ? blocks : others).add(row.name());
            row.nested().ifPresent(nested -> collect(nested, blocks, others, visited));
        }
    }
}
