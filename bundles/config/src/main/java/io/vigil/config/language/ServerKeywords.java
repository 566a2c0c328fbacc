package io.vigil.config.language;

import static io.vigil.config.language.Keyword.block;
import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.choice;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.script;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Table of {@code virtual_server}. */
public final class ServerKeywords {
    /** The keywords of {@code virtual_server}. */
    public static final Block BLOCK = Block.of(
            "virtual_server",
            choice("ip_family", "Address family", "inet", "inet6").or("from the real servers"),
            integer("retry", 1, 2147483647, "Default retry of checkers").or("checker specific"),
            seconds("delay_before_retry", 0, 4294967, "Default delay_before_retry of checkers")
                    .or("checker specific"),
            seconds("warmup", 0, 4294967, "Upper bound of the random initial delay of checkers")
                    .or("delay_loop"),
            seconds("connect_timeout", 0.000001, 4294967, "Default connect_timeout of checkers")
                    .or("5"),
            seconds("delay_loop", 0.000001, 4294967, "Default check period").or("60"),
            flag("inhibit_on_failure", "Failed real servers get weight 0 instead of removal"),
            text("lvs_sched", "Scheduler").or("wlc, with a complaint"),
            text("lb_algo", "Older spelling of lvs_sched, accepted silently").alias("lvs_sched"),
            flag("hashed", "Accepted for old configurations; produces an error, no effect"),
            flag("ops", "One packet scheduling"),
            flag("flag-1", "Scheduler flag bit 1"),
            flag("flag-2", "Scheduler flag bit 2"),
            flag("flag-3", "Scheduler flag bit 3"),
            flag("sh-port", "sh: include source port in the hash"),
            flag("sh-fallback", "sh: choose another server when the hashed one has weight 0"),
            flag("mh-port", "mh: include source port"),
            flag("mh-fallback", "mh: fall back when server unavailable"),
            words("lvs_method", "Forwarding method of servers that follow"),
            words("lb_kind", "Older spelling of lvs_method, accepted silently").alias("lvs_method"),
            text("persistence_engine", "IPVS persistence engine"),
            integer("persistence_timeout", 1, 2678400, "Persistent service")
                    .optional()
                    .or("360"),
            text("persistence_granularity", "Granularity of persistence").or("the whole address"),
            text("protocol", "Service protocol; ignored for fwmark").or("UDP, with a complaint"),
            flag("ha_suspend", "Checkers run only while the service address is present on this machine"),
            bool("smtp_alert", "Mail on quorum change").or("smtp_alert_checker, else smtp_alert, else off"),
            text("virtualhost", "Default Host header for HTTP/SSL checks"),
            text("snmp_name", "Name shown by SNMP").later(),
            flag("alpha", "Real servers start as failed until the checks pass"),
            flag("omega", "At stop run the down notifications and mails"),
            script("quorum_up", "Run when quorum is gained").first(),
            script("quorum_down", "Run when quorum is lost").first(),
            integer("quorum", 1, 2147483647, "Total weight of live servers needed")
                    .or("1"),
            integer("hysteresis", 0, 2147483647, "Band around quorum").or("0"),
            integer("weight", 1, 2147483647, "Default weight of real servers").or("1"),
            words("sorry_server", "Server used while quorum is lost"),
            flag("sorry_server_inhibit", "Keep sorry server in the table with weight 0 when unused"),
            words("sorry_server_lvs_method", "Forwarding method of the sorry server"),
            block("real_server", "Backend server", RealServerKeywords.BLOCK));

    private ServerKeywords() {}
}
