package io.vigil.config.language;

import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.choice;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.path;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Table of the lines of {@code global_defs} about the process itself. */
public final class ProcessKeywords {
    /** How the process itself runs. */
    public static final Block BLOCK = Block.of(
            "global_defs",
            flag(
                            "process_names",
                            "Give the children distinct process names keepalived_vrrp, keepalived_lvs, keepalived_bfd")
                    .later(),
            text("process_name", "Process name of the parent (and of children with no own name)")
                    .or("keepalived")
                    .later(),
            text("vrrp_process_name", "Process name of the VRRP child")
                    .or("inherits")
                    .later(),
            text("checker_process_name", "Process name of the checker child")
                    .or("inherits")
                    .later(),
            text("lvs_process_name", "Deprecated spelling of checker_process_name")
                    .or("inherits")
                    .old("checker_process_name")
                    .later(),
            text("bfd_process_name", "Process name of the BFD child")
                    .or("inherits")
                    .later(),
            words(
                            "max_auto_priority",
                            "Ceiling to which a process may raise its SCHED_RR priority when its timers run late")
                    .optional()
                    .later(),
            integer("min_auto_priority_delay", 1, 10000000, "Lateness of a timer that triggers the priority raise")
                    .or("1000000")
                    .later(),
            words("vrrp_iptables", "Use iptables for no_accept / VMAC filters and choose chains")
                    .optional()
                    .or("no argument = INPUT, OUTPUT chains")
                    .later()
                    .first(),
            words("vrrp_ipsets", "Names of the ipsets used with iptables")
                    .optional()
                    .or("keepalived, keepalived6, keepalived_if6, keepalived_igmp, keepalived_mld, keepalived_nd")
                    .later(),
            text("nftables", "Use nftables for VRRP filters, in this table")
                    .optional()
                    .or("keepalived")
                    .later()
                    .first(),
            integer("nftables_priority", -2147483648, 2147483647, "Priority of the nftables base chains")
                    .or("-1")
                    .later(),
            flag("nftables_ifindex", "Match interfaces by index instead of name in nftables sets")
                    .later(),
            text("nftables_ipvs", "Implement virtual server groups through nftables marks and a single fwmark service")
                    .optional()
                    .or("keepalived_ipvs")
                    .later()
                    .first(),
            integer("nftables_ipvs_priority", -2147483648, 2147483647, "Priority of the IPVS nftables chain")
                    .or("-1")
                    .later(),
            integer("nftables_ipvs_start_fwmark", 1, 4294967295L, "First mark handed out by nftables_ipvs")
                    .or("1000")
                    .later(),
            flag("nftables_counters", "Add counters to generated nftables rules")
                    .later(),
            integer("vrrp_priority", -20, 19, "Nice value of VRRP child")
                    .or("0")
                    .later(),
            flag("vrrp_no_swap", "mlockall the VRRP child").later(),
            words("vrrp_cpu_affinity", "CPU set for the VRRP child").later(),
            integer("vrrp_rlimit_rttime", 1, 2147483647, "RLIMIT_RTTIME of the VRRP child when real-time scheduled")
                    .or("10000")
                    .later(),
            integer("vrrp_rlimit_rtime", 1, 2147483647, "Deprecated spelling of vrrp_rlimit_rttime")
                    .or("10000")
                    .old("vrrp_rlimit_rttime")
                    .later(),
            integer("checker_priority", -20, 19, "Nice value of checker child")
                    .or("0")
                    .later(),
            flag("checker_no_swap", "mlockall the checker child").later(),
            integer("checker_rt_priority", 1, 99, "SCHED_RR priority of the checker child")
                    .later(),
            words("checker_cpu_affinity", "CPU set for the checker child").later(),
            integer("checker_rlimit_rttime", 1, 2147483647, "RLIMIT_RTTIME of the checker child")
                    .or("10000")
                    .later(),
            integer("checker_rlimit_rtime", 1, 2147483647, "Deprecated spelling of checker_rlimit_rttime")
                    .or("10000")
                    .old("checker_rlimit_rttime")
                    .later(),
            integer("bfd_priority", -20, 19, "Nice value of BFD child").or("0").later(),
            flag("bfd_no_swap", "mlockall the BFD child").later(),
            integer("bfd_rt_priority", 1, 99, "SCHED_RR priority of the BFD child")
                    .later(),
            words("bfd_cpu_affinity", "CPU set for the BFD child").later(),
            integer("bfd_rlimit_rttime", 1, 2147483647, "RLIMIT_RTTIME of the BFD child")
                    .or("10000")
                    .later(),
            integer("bfd_rlimit_rtime", 1, 2147483647, "Deprecated spelling of bfd_rlimit_rttime")
                    .or("10000")
                    .old("bfd_rlimit_rttime")
                    .later(),
            text("snmp_socket", "AgentX master to connect to")
                    .or("unix:/var/agentx/master")
                    .later()
                    .first(),
            flag("enable_traps", "Send SNMP traps").later(),
            flag("enable_snmp_vrrp", "Serve the VRRP part of KEEPALIVED-MIB").later(),
            flag("enable_snmp_keepalived", "Deprecated spelling of enable_snmp_vrrp")
                    .old("enable_snmp_vrrp")
                    .later(),
            flag("enable_snmp_checker", "Serve the checker part of KEEPALIVED-MIB")
                    .later(),
            flag("enable_snmp_rfc", "Both RFC MIBs").later(),
            flag("enable_snmp_rfcv2", "Serve VRRP-MIB (RFC 2787)").later(),
            flag("enable_snmp_rfcv3", "Serve VRRPV3-MIB (RFC 6527)").later(),
            seconds("snmp_vs_stats_update_interval", 0.001, 30, "Cache time of virtual server statistics")
                    .or("5")
                    .later(),
            seconds("snmp_rs_stats_update_interval", 0.001, 30, "Cache time of real server statistics")
                    .or("same as vs interval")
                    .later(),
            flag("enable_dbus", "Offer the D-Bus interface").later(),
            text("dbus_service_name", "Well-known bus name")
                    .or("org.keepalived.Vrrp1")
                    .later(),
            text("dbus_no_interface_name", "Path element used for instances that have no interface")
                    .later(),
            integer("vrrp_netlink_cmd_rcv_bufs", 1, 2147483647, "Receive buffer of the VRRP netlink command socket")
                    .or("system")
                    .later(),
            bool("vrrp_netlink_cmd_rcv_bufs_force", "Use SO_RCVBUFFORCE for it").later(),
            integer("vrrp_netlink_monitor_rcv_bufs", 1, 2147483647, "Receive buffer of the VRRP netlink event socket")
                    .or("system")
                    .later(),
            bool("vrrp_netlink_monitor_rcv_bufs_force", "Use SO_RCVBUFFORCE for it")
                    .later(),
            integer("lvs_netlink_cmd_rcv_bufs", 1, 2147483647, "Receive buffer of the checker netlink command socket")
                    .or("system")
                    .later(),
            bool("lvs_netlink_cmd_rcv_bufs_force", "Use SO_RCVBUFFORCE for it").later(),
            integer("lvs_netlink_monitor_rcv_bufs", 1, 2147483647, "Receive buffer of the checker netlink event socket")
                    .or("system")
                    .later(),
            bool("lvs_netlink_monitor_rcv_bufs_force", "Use SO_RCVBUFFORCE for it")
                    .later(),
            integer("process_monitor_rcv_bufs", 1, 2147483647, "Receive buffer of the process-event connector socket")
                    .or("system")
                    .later(),
            bool("process_monitor_rcv_bufs_force", "Use SO_RCVBUFFORCE for it").later(),
            words("vrrp_rx_bufs_policy", "How to size receive buffers of VRRP sockets")
                    .or("system default")
                    .later(),
            integer("vrrp_rx_bufs_multiplier", 1, 2147483647, "Packets per instance assumed by the sizing policy")
                    .or("3")
                    .later(),
            words("umask", "File creation mask")
                    .or("0177; the -u option wins over the file")
                    .later(),
            path(
                            "reload_check_config",
                            "Before a reload run a config test in a child and refuse the reload if it fails")
                    .optional()
                    .or("off; no argument = /dev/null")
                    .later(),
            path("reload_time_file", "File naming a time for a scheduled reload")
                    .later(),
            flag("reload_repeat", "Repeat the scheduled reload daily when the file holds only a time")
                    .later(),
            path("reload_file", "File that exists while a reload is running")
                    .optional()
                    .or(
                            "off; no argument = <rundir>/keepalived.reload, or <rundir>/keepalived/[INSTANCE_]keepalived.reload with use_pid_dir/instance")
                    .later(),
            path("config_save_dir", "Save a copy of the effective configuration each time it is read")
                    .later(),
            path(
                            "tmp_config_directory",
                            "Where the consolidated configuration copy for the children is kept; fixed at start")
                    .or("memory file")
                    .later()
                    .first(),
            bool("data_use_instance", "Put instance/namespace name in dump file names")
                    .later(),
            choice("json_version", "Layout of the JSON dump", "1", "2").or("1").later(),
            path("iproute_usr_dir", "Where rt_tables etc. defaults are read")
                    .or("build default (/usr/share/iproute2)")
                    .later(),
            path("iproute_etc_dir", "Where rt_tables etc. overrides are read")
                    .or("/etc/iproute2")
                    .later(),
            path(
                            "state_dump_file",
                            "Name stem of the state dumps; _parent, _check, _bfd is put before the extension for the other processes")
                    .or("/tmp/keepalived.data")
                    .later(),
            path("stats_dump_file", "Accepted; the value is stored but not used by this release")
                    .or("/tmp/keepalived.stats")
                    .later(),
            path("json_dump_file", "Accepted; the value is stored but not used by this release")
                    .or("/tmp/keepalived.json")
                    .later());

    private ProcessKeywords() {}
}
