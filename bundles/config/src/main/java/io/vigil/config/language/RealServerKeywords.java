package io.vigil.config.language;

import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.script;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Table of {@code real_server}. */
public final class RealServerKeywords {
    /** The keywords of {@code real_server}. */
    public static final Block BLOCK = Block.withCheckers(
            "real_server",
            integer("weight", 0, 2147483647, "Weight").or("virtual_server weight"),
            words("lvs_method", "Forwarding method of this server"),
            integer("uthreshold", 0, 2147483647, "Upper connection threshold").or("0"),
            integer("lthreshold", 0, 2147483647, "Lower connection threshold").or("0"),
            bool("inhibit_on_failure", "Weight 0 instead of removal on failure").or("virtual_server"),
            script("notify_up", "Run when the server becomes alive").first(),
            script("notify_down", "Run when the server fails").first(),
            bool("alpha", "Start as failed").or("virtual_server"),
            integer("retry", 1, 2147483647, "Default for checkers of this server")
                    .or("virtual_server"),
            seconds("delay_before_retry", 0, 4294967, "Default for checkers").or("virtual_server"),
            seconds("warmup", 0, 4294967, "Default for checkers").or("virtual_server"),
            seconds("connect_timeout", 0.000001, 4294967, "Default for checkers")
                    .or("virtual_server"),
            seconds("delay_loop", 0.000001, 4294967, "Default for checkers").or("virtual_server"),
            bool("smtp_alert", "Mail on state change").or("smtp_alert_checker, else smtp_alert, else ON"),
            text("virtualhost", "Host header for HTTP/SSL checks").or("virtual_server"),
            text("snmp_name", "Name shown by SNMP").later());

    private RealServerKeywords() {}
}
