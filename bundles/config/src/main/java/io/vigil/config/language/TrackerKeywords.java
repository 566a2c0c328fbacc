package io.vigil.config.language;

import static io.vigil.config.language.Keyword.address;
import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.choice;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.identity;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.path;
import static io.vigil.config.language.Keyword.script;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Tables of what VRRP trackers name: scripts, files, processes and BFD sessions. */
public final class TrackerKeywords {
    /** The keywords of {@code vrrp_script}. */
    public static final Block SCRIPT = Block.of(
            "vrrp_script",
            script("script", "Program to run; exit 0 = success").required(),
            seconds("interval", 0, 4294967, "Time between runs").or("1"),
            seconds("timeout", 0, 4294967, "Run longer than this counts as failure; process gets SIGTERM then SIGKILL")
                    .or("same as interval"),
            words("weight", "Default priority change for trackers; 0 = failure forces FAULT")
                    .or("0"),
            integer("rise", 1, 2147483647, "Consecutive successes to change to up")
                    .or("1"),
            integer("fall", 1, 2147483647, "Consecutive failures to change to down")
                    .or("1"),
            identity("user", "Identity the script runs as").or("script_user"),
            flag("init_fail", "Assume the script failed until it has run"));

    /** The keywords of {@code vrrp_track_process}. */
    public static final Block PROCESS = Block.of(
            "vrrp_track_process",
            words("process", "Program to look for; giving arguments implies full_command and exact argument match")
                    .required(),
            choice(
                            "param_match",
                            "How configured arguments are compared with the process command line",
                            "initial",
                            "partial")
                    .optional(),
            words("weight", "Priority change; 0 = loss forces FAULT").or("0"),
            integer("quorum", 1, 65535, "Minimum number of matching processes").or("1"),
            integer("quorum_max", 0, 65535, "Maximum number of matching processes; 0 means the process must not run")
                    .or("unlimited"),
            seconds("delay", 0.000001, 3600, "Sets both fork_delay and terminate_delay")
                    .or("0"),
            seconds("terminate_delay", 0.000001, 3600, "Hold time after quorum is lost before acting")
                    .or("0"),
            seconds("fork_delay", 0.000001, 3600, "Hold time after quorum is gained before acting")
                    .or("0"),
            flag("full_command", "Match against the command line instead of the 15 character kernel task name"));

    /** The keywords of {@code track_file}. */
    public static final Block FILE = Block.of(
            "track_file",
            path("file", "File to watch (inotify on its directory)").required(),
            words("weight", "Multiplier applied to the number in the file").or("1"),
            words("init_file", "Create the file (and with overwrite: rewrite it) with VALUE at start; not on reload")
                    .optional());

    /** The keywords of {@code bfd_instance}. */
    public static final Block BFD = Block.of(
            "bfd_instance",
            address("neighbor_ip", "Peer").required(),
            address("neighbour_ip", "Synonym of neighbor_ip").required().alias("neighbor_ip"),
            text("source_ip", "Local address").or("kernel choice"),
            seconds("min_rx", 1, 4294967, "Required minimum receive interval").or("10"),
            seconds("min_tx", 1, 4294967, "Desired minimum transmit interval").or("10"),
            seconds("idle_tx", 1000, 4294967, "Transmit interval while not up").or("1000"),
            integer("multiplier", 1, 255, "Detection multiplier").or("5"),
            flag("passive", "Do not send until a packet arrives"),
            integer("ttl", 1, 255, "TTL of sent packets and reference for max_hops")
                    .or("255 IPv4, 64 IPv6"),
            integer("hoplimit", 1, 255, "Synonym of ttl").or("as ttl").alias("ttl"),
            integer("max_hops", -1, 255, "Accepted number of hops of received packets")
                    .or("0"),
            bool("multihop", "Use port 4784 (RFC 5883)"),
            words("weight", "Default weight for VRRP tracking").or("0"),
            flag("vrrp", "Report to the VRRP process"),
            flag("checker", "Report to the checker process"));

    private TrackerKeywords() {}
}
