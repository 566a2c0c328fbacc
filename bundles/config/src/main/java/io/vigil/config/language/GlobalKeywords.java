package io.vigil.config.language;

import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.identity;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.list;
import static io.vigil.config.language.Keyword.script;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Table of {@code global_defs}. */
public final class GlobalKeywords {
    /** Names, mails, scripts, FIFOs and IPVS. */
    private static final Block MAIN = Block.of(
            "global_defs",
            bool(
                            "use_symlink_paths",
                            "Keep script paths with symlinks as written instead of using the resolved real path")
                    .later(),
            bool("set_supplementary_groups", "Give scripts the supplementary groups of their user")
                    .later(),
            text("router_id", "Name of this machine used in mail subjects and SNMP/dumps")
                    .or("host name")
                    .lenient(),
            list("notification_email", "Recipients of alert mail"),
            text("notification_email_from", "Envelope sender and From header")
                    .or("user@host of the daemon")
                    .lenient(),
            words("smtp_server", "Mail relay").or("none, port 25").lenient(),
            text("smtp_helo_name", "Name sent in HELO to the relay")
                    .or("local host name")
                    .lenient(),
            integer("smtp_connect_timeout", 0, 4294, "Connect and per-reply timeout for mail delivery")
                    .or("30"),
            bool("smtp_alert", "Default of smtp_alert for instances, sync groups, virtual and real servers"),
            bool("smtp_alert_vrrp", "Default of smtp_alert for VRRP only; overrides smtp_alert"),
            bool("smtp_alert_checker", "Default of smtp_alert for checkers only; overrides smtp_alert"),
            bool("checker_log_all_failures", "Log each failing check, not only the state change"),
            flag("no_email_faults", "No mail for VRRP FAULT transitions"),
            bool(
                    "no_checker_emails",
                    "No mail for single checker changes; mail only when the real server changes state"),
            bool("rs_init_notifies", "Run notify_up for real servers that start in up state"),
            script("startup_script", "Program the parent runs before starting the children")
                    .first()
                    .later(),
            integer("startup_script_timeout", 1, 1000, "Limit for startup_script")
                    .or("10")
                    .later(),
            script("shutdown_script", "Program the parent runs after the children ended")
                    .first()
                    .later(),
            integer("shutdown_script_timeout", 1, 1000, "Limit for shutdown_script")
                    .or("10")
                    .later(),
            words("lvs_timeouts", "IPVS connection timeouts").optional().or("kernel values kept"),
            flag("lvs_flush", "Flush the IPVS table at start"),
            text(
                            "lvs_flush_on_stop",
                            "At stop flush the whole table, or (VS) only delete own virtual services without first deleting destinations")
                    .optional(),
            text("lvs_flush_onstop", "Deprecated spelling").optional().old("lvs_flush_on_stop"),
            words(
                            "lvs_sync_daemon",
                            "IPVS connection synchronisation daemon; with an instance only master or backup thread runs according to VRRP state")
                    .or("id = vrid of instance or 0; rest kernel defaults")
                    .first()
                    .later(),
            words("notify_fifo", "FIFO receiving all VRRP and LVS state lines").first(),
            script("notify_fifo_script", "Program started to read notify_fifo")
                    .first()
                    .later(),
            words("lvs_notify_fifo", "FIFO for virtual/real server lines only").first(),
            script("lvs_notify_fifo_script", "Reader of lvs_notify_fifo")
                    .first()
                    .later(),
            flag(
                            "fifo_write_vrrp_states_on_reload",
                            "Write the state of every unchanged instance and group to the FIFOs after a reload")
                    .later(),
            identity("script_user", "Default identity for scripts")
                    .or("keepalived_script if it exists, else the daemon user"),
            flag("enable_script_security", "Refuse root-run scripts whose path can be modified by non-root"),
            integer("random_seed", 0, 4294967295L, "Seed of ${_RANDOM}").or("time based"),
            words("include_check", "Strictness of plain include; saved and restored around included files")
                    .optional());

    /** The whole of {@code global_defs}. */
    public static final Block BLOCK = MAIN.plus(VrrpDefaultKeywords.BLOCK, ProcessKeywords.BLOCK);

    private GlobalKeywords() {}
}
