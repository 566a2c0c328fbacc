package io.vigil.api.checker;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A checker type as its bundle declares it. The common keywords (connect_ip, connect_port, bindto, bind_port, bind_if, fwmark,
 * connect_timeout, retry, delay_before_retry, delay_loop, warmup, alpha, log_all_failures) are the engine's and not repeated here.
 *
 * @param keyword the keyword under {@code real_server}
 * @param help one sentence
 * @param options its own options
 * @param retries failed retries before the server counts as down, when the configuration does not say
 * @param delayBeforeRetry time before a retry, when the configuration does not say
 * @param habits how its runs follow each other, where that is not as usual
 */
public record CheckerDescription(
        String keyword, String help, List<Option> options, int retries, Duration delayBeforeRetry, Set<Habit> habits) {
    /** How the runs of a type follow each other, where it is not the usual way. */
    public enum Habit {
        /** A retry comes after {@code delay_loop} when the configuration does not say. */
        RETRIES_AFTER_DELAY_LOOP,
        /** Failures are retried in every round: at the first run and while the server is down as well. */
        RETRIES_IN_EVERY_ROUND,
        /** {@code delay_loop} counts from the start of a run; usually it counts from its end. */
        COUNTS_FROM_START,
        /**
         * {@link CheckContext#interval} is the virtual server's {@code delay_loop}, even where the check or its real server has
         * another.
         */
        INTERVAL_OF_POOL,
        /** The first run comes at once and its result counts, without {@code warmup} and without {@code alpha}. */
        BEGINS_AT_ONCE
    }

    public CheckerDescription {
        options = List.copyOf(options);
        habits = Set.copyOf(habits);
    }

    /** A type with the usual habits. */
    public CheckerDescription(
            String keyword, String help, List<Option> options, int retries, Duration delayBeforeRetry) {
        this(keyword, help, options, retries, delayBeforeRetry, Set.of());
    }

    /** A type with the usual defaults: one retry after one second. */
    public static CheckerDescription of(String keyword, String help, List<Option> options) {
        return new CheckerDescription(keyword, help, options, 1, Duration.ofSeconds(1));
    }

    /** The same with these habits. */
    public CheckerDescription with(Habit first, Habit... more) {
        return new CheckerDescription(keyword, help, options, retries, delayBeforeRetry, EnumSet.of(first, more));
    }
}
