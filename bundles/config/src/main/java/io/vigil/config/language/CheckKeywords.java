package io.vigil.config.language;

import static io.vigil.config.language.Keyword.address;
import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.iface;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.seconds;

/** Table of the lines that every kind of check has. */
public final class CheckKeywords {
    /** The keywords of {@code check}. */
    public static final Block BLOCK = Block.of(
            "check",
            address("connect_ip", "Address to check instead").or("real server address"),
            integer("connect_port", 1, 65535, "Port to check instead").or("real server port"),
            address("bindto", "Source address").or("kernel choice"),
            integer("bind_port", 1, 65535, "Source port").or("any"),
            iface("bind_if", "Source interface (needed for link-local)"),
            seconds("connect_timeout", 0.000001, 4294967, "Limit for the connection attempt and for each read")
                    .or("real_server / virtual_server, 5"),
            integer("fwmark", 0, 4294967295L, "SO_MARK of the check"),
            integer("retry", 0, 2147483647, "Failures in a row tolerated before the server is failed")
                    .or("real_server / virtual_server, else 1"),
            seconds("delay_before_retry", 0, 4294967, "Wait between retries")
                    .or("real_server / virtual_server, else 1"),
            seconds("warmup", 0, 4294967, "Upper bound of random initial delay").or("delay_loop"),
            seconds("delay_loop", 0.000001, 4294967, "Check period").or("real_server / virtual_server, 60"),
            bool("alpha", "Start as failed").or("real_server / virtual_server"),
            bool("log_all_failures", "Log each failure").or("checker_log_all_failures"));

    private CheckKeywords() {}
}
