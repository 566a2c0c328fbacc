package io.vigil.api.checker;

import java.time.Duration;
import java.util.List;

/**
 * A checker type as its bundle declares it. The common keywords (connect_ip, connect_port, bindto, bind_port, bind_if, fwmark,
 * connect_timeout, retry, delay_before_retry, delay_loop, warmup, alpha, log_all_failures) are the engine's and not repeated here.
 *
 * @param keyword the keyword under {@code real_server}
 * @param help one sentence
 * @param options its own options
 * @param retries failed retries before the server counts as down, when the configuration does not say
 * @param delayBeforeRetry time before a retry, when the configuration does not say
 */
public record CheckerDescription(
        String keyword, String help, List<Option> options, int retries, Duration delayBeforeRetry) {
    public CheckerDescription {
        options = List.copyOf(options);
    }

    /** A type with the usual defaults: one retry after one second. */
    public static CheckerDescription of(String keyword, String help, List<Option> options) {
        return new CheckerDescription(keyword, help, options, 1, Duration.ofSeconds(1));
    }
}
