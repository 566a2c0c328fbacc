package io.vigil.config.language;

import static io.vigil.config.language.Keyword.address;
import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.choice;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.iface;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.script;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Table of the lines of {@code global_defs} that give VRRP instances their defaults. */
public final class VrrpDefaultKeywords {
    /** Defaults of VRRP instances. */
    public static final Block BLOCK = Block.of(
            "global_defs",
            text(
                            "dynamic_interfaces",
                            "Accept configuration naming interfaces that do not exist yet; the option also tolerates type changes of re-created interfaces")
                    .optional(),
            iface("default_interface", "Interface for static addresses without dev")
                    .or("eth0"),
            flag("disable_local_igmp", "Turn off IGMP reports for link-local groups (sysctl); fixed at start")
                    .later(),
            flag("v3_checksum_as_v2", "Default for instances: IPv4 VRRPv3 checksum without pseudo header"),
            address("vrrp_mcast_group4", "Default IPv4 advert group").or("224.0.0.18"),
            address("vrrp_mcast_group6", "Default IPv6 advert group").or("ff02::12"),
            integer(
                            "vrrp_garp_master_delay",
                            0,
                            4294,
                            "Delay before the second batch of GARP/NA after becoming master; 0 = no second batch")
                    .or("5"),
            integer("vrrp_garp_master_repeat", 1, 2147483647, "GARP/NA sent per address in each batch")
                    .or("5"),
            integer("vrrp_garp_master_refresh", 0, 2147483647, "Period for repeating GARP/NA while master")
                    .or("0"),
            integer("vrrp_garp_master_refresh_repeat", 1, 2147483647, "GARP/NA per address on each refresh")
                    .or("1"),
            integer(
                            "vrrp_garp_lower_prio_delay",
                            0,
                            4294,
                            "Delay of second batch after a lower priority advert was seen while master")
                    .or("same as vrrp_garp_master_delay"),
            integer(
                            "vrrp_garp_lower_prio_repeat",
                            0,
                            2147483647,
                            "GARP/NA per address after a lower priority advert; 0 = none")
                    .or("same as vrrp_garp_master_repeat"),
            integer("vrrp_down_timer_adverts", 1, 100, "Number of advert intervals in the master-down timer")
                    .or("3"),
            seconds(
                            "vrrp_garp_interval",
                            0.000001,
                            4294967,
                            "Minimum spacing of gratuitous ARPs for interfaces with no garp_group")
                    .or("0"),
            seconds(
                            "vrrp_gna_interval",
                            0.000001,
                            4294967,
                            "Minimum spacing of unsolicited NAs for interfaces with no garp_group")
                    .or("0"),
            bool(
                    "vrrp_min_garp",
                    "Send one GARP per address, no delayed batch; touches only values still at their defaults when the line is read"),
            words(
                            "vrrp_garp_extra_if",
                            "Period for extra GARP/NA sent from VMAC / other interfaces to keep switch tables alive")
                    .optional()
                    .later(),
            words("vrrp_vmac_garp_intvl", "Deprecated spelling of vrrp_garp_extra_if")
                    .optional()
                    .old("vrrp_garp_extra_if")
                    .later(),
            bool(
                    "vrrp_lower_prio_no_advert",
                    "While master, do not answer a lower priority advert with an immediate advert"),
            bool(
                    "vrrp_higher_prio_send_advert",
                    "While master, send one more advert before yielding to a higher priority advert"),
            choice("vrrp_version", "Default protocol version for IPv4 instances", "2", "3")
                    .or("2"),
            flag("vrrp_check_unicast_src", "Default: accept unicast adverts only from configured peers"),
            bool(
                            "vrrp_skip_check_adv_addr",
                            "Default: do not compare address list when advert comes from the same master as before")
                    .later(),
            bool("vrrp_strict", "Default strict_mode of all instances (RFC compliance)"),
            integer("vrrp_rt_priority", 1, 99, "SCHED_RR priority of the VRRP child"),
            words("vrrp_notify_fifo", "FIFO for VRRP lines only").first(),
            script("vrrp_notify_fifo_script", "Reader of vrrp_notify_fifo")
                    .first()
                    .later(),
            bool("vrrp_notify_priority_changes", "Also write FIFO lines when the effective priority changes"),
            seconds("vrrp_startup_delay", 0.001, 4294967, "Ignore adverts and stay backup for this time after start")
                    .or("0"),
            seconds(
                            "vrrp_delay_after_boot",
                            0.001,
                            4294967,
                            "As vrrp_startup_delay but measured from system boot; the longer of both counts")
                    .or("0")
                    .later(),
            flag("log_unknown_vrids", "Log adverts with a VRID not configured on the receiving interface")
                    .later(),
            bool("vrrp_owner_ignore_adverts", "Default: address owners drop received adverts")
                    .later(),
            text("vmac_prefix", "Prefix of automatic VMAC interface names (prefix.VRID)")
                    .or("vrrp")
                    .later()
                    .first(),
            text("vmac_addr_prefix", "Prefix of VMAC names created for single addresses with use_vmac")
                    .or("same as vmac_prefix")
                    .later()
                    .first());

    private VrrpDefaultKeywords() {}
}
