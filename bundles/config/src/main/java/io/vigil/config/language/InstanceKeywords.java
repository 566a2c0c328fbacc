package io.vigil.config.language;

import static io.vigil.config.language.Keyword.address;
import static io.vigil.config.language.Keyword.block;
import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.choice;
import static io.vigil.config.language.Keyword.entries;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.iface;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.script;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Tables of {@code vrrp_instance}. */
public final class InstanceKeywords {
    /** The keywords of {@code authentication}. */
    public static final Block AUTHENTICATION = Block.of(
            "authentication",
            choice("auth_type", "Clear password or IPsec AH; AH not with unicast", "PASS", "AH")
                    .or("none"),
            text("auth_pass", "Shared secret").lenient());

    /** The keywords of {@code auth_hmac}. */
    public static final Block AUTH_HMAC = Block.of(
            "auth_hmac",
            words("key", "Adds a key").repeated(),
            integer("active_key", 1, 255, "Key used for sending").required().later(),
            integer("time_window", 1, 300, "Accepted clock difference")
                    .or("max(3 x advert_int, 5)")
                    .later(),
            choice("anti_replay", "Replay check by wall clock or by counter only", "time", "monotonic")
                    .or("time")
                    .later(),
            choice(
                            "mode",
                            "permissive: send trailer, accept with or without; receive-only: send none, accept both",
                            "enforce",
                            "permissive",
                            "receive-only")
                    .or("enforce")
                    .later());

    /** The keywords of {@code vrrp_instance}. */
    public static final Block BLOCK = Block.of(
            "vrrp_instance",
            text("state", "Wanted initial state; MASTER without priority sets priority 255")
                    .or("BACKUP, or MASTER for priority 255"),
            iface("interface", "Interface adverts are sent and received on")
                    .or("required for multicast; for unicast may be derived"),
            iface("vrf", "VRF for an instance without interface").later().first(),
            words("use_vmac", "Create a macvlan with the virtual MAC address").optional(),
            flag("use_vmac_addr", "Create VMACs also for addresses on other interfaces")
                    .later(),
            flag("vmac_xmit_base", "Send and receive adverts on the parent interface")
                    .later(),
            words("use_ipvlan", "Create an L2 ipvlan interface instead of a macvlan; ADDRESS becomes source address")
                    .optional()
                    .later(),
            entries("unicast_peer", "Peers; switches to unicast adverts"),
            flag("unicast_fault_no_peer", "With an empty peer list stay in FAULT instead of falling back to multicast")
                    .later(),
            flag("check_unicast_src", "Drop unicast adverts whose source is not a configured peer"),
            flag("old_unicast_checksum", "Force / forbid the pre-1.4 unicast checksum variant")
                    .later(),
            flag("native_ipv6", "Deprecated: force IPv6 family and version 3"),
            flag("dont_track_primary", "Ignore faults of the instance's own interface"),
            entries("track_interface", "Interfaces tracked by the instance"),
            entries("track_script", "Scripts tracked by the instance"),
            entries("track_file", "Track files used by the instance"),
            entries("track_process", "Processes tracked by the instance").later(),
            entries("track_bfd", "BFD sessions tracked by the instance").later(),
            address("mcast_src_ip", "Source address of adverts").or("primary address / link-local of the interface"),
            address("unicast_src_ip", "Source address of adverts, marks the instance as unicast")
                    .or("primary address of the interface"),
            address("mcast_dst_ip", "Destination group of this instance").or("vrrp_mcast_group4/6"),
            flag("track_src_ip", "Go to FAULT when the configured source address disappears"),
            integer("virtual_router_id", 1, 255, "VRID").required(),
            integer("unicast_ttl", 0, 255, "TTL / hop limit of unicast adverts").or("255"),
            choice("version", "Protocol version", "2", "3").or("vrrp_version; 3 for IPv6"),
            integer("priority", 1, 255, "Base priority; 255 marks the address owner")
                    .or("100; 255 if state MASTER and no priority given"),
            seconds("advert_int", 0.01, 255, "Advert interval").or("1"),
            entries("virtual_ipaddress", "Addresses carried in the advert"),
            entries(
                    "virtual_ipaddress_excluded",
                    "Further addresses not carried in the advert; may be of the other family"),
            flag("no_virtual_ipaddress", "Permit an instance without addresses"),
            flag("promote_secondaries", "Set promote_secondaries on the interface")
                    .later(),
            flag("linkbeat_use_polling", "Deprecated: poll the link state of this interface")
                    .later(),
            bool("v3_checksum_as_v2", "IPv4 VRRPv3 checksum without pseudo header")
                    .or("global v3_checksum_as_v2"),
            entries("virtual_routes", "Routes present while master"),
            entries("virtual_rules", "Policy rules present while master").later(),
            flag("accept", "Accept packets addressed to the virtual addresses").later(),
            flag("no_accept", "Filter packets to virtual addresses while master (firewall)")
                    .later(),
            bool("skip_check_adv_addr", "Skip address list comparison for adverts of the known master")
                    .or("vrrp_skip_check_adv_addr")
                    .later(),
            bool("strict_mode", "RFC strictness for this instance").or("vrrp_strict"),
            flag("preempt", "Backward compatible: clears nopreempt"),
            flag("nopreempt", "Do not take over from a lower priority master"),
            seconds("preempt_delay", 0, 1000, "Wait this long after seeing a lower priority master before taking over")
                    .or("0"),
            integer("debug", 0, 4, "Debug level").or("0").later(),
            script("notify_master", "Run on entering MASTER").first(),
            script("notify_backup", "Run on entering BACKUP").first(),
            script("notify_fault", "Run on entering FAULT").first(),
            script("notify_stop", "Run on stop").first(),
            script("notify_deleted", "Report removal by reload as DELETED and run a script")
                    .optional(),
            script("notify", "Run on every change after the specific script").first(),
            script("notify_master_rx_lower_pri", "Run when, as master, a lower priority advert arrives")
                    .first(),
            bool("smtp_alert", "Mail on state change").or("smtp_alert_vrrp, else smtp_alert, else off"),
            bool("notify_priority_changes", "FIFO lines on effective priority change")
                    .or("vrrp_notify_priority_changes"),
            iface("lvs_sync_daemon_interface", "Deprecated: see lvs_sync_daemon")
                    .later(),
            integer(
                            "garp_master_delay",
                            0,
                            4294,
                            "Delay before the second batch of GARP/NA after becoming master; 0 = no second batch")
                    .or("vrrp_garp_master_delay"),
            integer("garp_master_refresh", 0, 2147483647, "Period for repeating GARP/NA while master")
                    .or("vrrp_garp_master_refresh"),
            integer("garp_master_repeat", 1, 2147483647, "GARP/NA sent per address in each batch")
                    .or("vrrp_garp_master_repeat"),
            integer("garp_master_refresh_repeat", 1, 2147483647, "GARP/NA per address on each refresh")
                    .or("vrrp_garp_master_refresh_repeat"),
            integer(
                            "garp_lower_prio_delay",
                            0,
                            4294,
                            "Delay of second batch after a lower priority advert was seen while master")
                    .or("vrrp_garp_lower_prio_delay; strict mode 0"),
            integer(
                            "garp_lower_prio_repeat",
                            0,
                            2147483647,
                            "GARP/NA per address after a lower priority advert; 0 = none")
                    .or("vrrp_garp_lower_prio_repeat; strict mode 0"),
            integer("down_timer_adverts", 1, 100, "Number of advert intervals in the master-down timer")
                    .or("vrrp_down_timer_adverts"),
            integer(
                            "timer_expired_backup",
                            1,
                            254,
                            "A master whose advert timer ran later than a backup would tolerate steps down")
                    .optional()
                    .or("off; no argument = 254")
                    .later(),
            integer("thread_timer_expired", 1, 254, "Deprecated spelling of timer_expired_backup")
                    .optional()
                    .old("timer_expired_backup")
                    .later(),
            words(
                            "garp_extra_if",
                            "Period for extra GARP/NA sent from VMAC / other interfaces to keep switch tables alive; 0 turns it off")
                    .optional()
                    .later(),
            words("vmac_garp_intvl", "Deprecated spelling of garp_extra_if")
                    .optional()
                    .old("garp_extra_if")
                    .later(),
            bool("lower_prio_no_advert", "While master, do not answer a lower priority advert with an immediate advert")
                    .or("vrrp_lower_prio_no_advert; strict mode on"),
            bool(
                            "higher_prio_send_advert",
                            "While master, send one more advert before yielding to a higher priority advert")
                    .or("vrrp_higher_prio_send_advert; strict mode off"),
            bool("owner_ignore_adverts", "address owners drop received adverts")
                    .or("vrrp_owner_ignore_adverts; strict mode on")
                    .later(),
            integer("kernel_rx_buf_size", 0, 2147483647, "Receive buffer size of the instance's socket")
                    .or("policy based")
                    .later(),
            block("authentication", "VRRPv2 authentication (RFC 2338)", AUTHENTICATION),
            block("auth_hmac", "HMAC-SHA256 trailer authentication", AUTH_HMAC)
                    .unused()
                    .later());

    private InstanceKeywords() {}
}
