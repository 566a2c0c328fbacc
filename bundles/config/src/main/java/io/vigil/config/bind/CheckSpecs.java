package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.pool.CheckSpec;
import io.vigil.config.checkers.CheckResolver;
import io.vigil.config.language.Block;
import io.vigil.config.language.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds the checks of a real server: what a check does not say comes from its server, then from the virtual server. */
final class CheckSpecs {
    private final Context context;
    private final Values virtualServer;

    CheckSpecs(Context context, Values virtualServer) {
        this.context = context;
        this.virtualServer = virtualServer;
    }

    List<CheckSpec> build(Values realServer) {
        List<CheckSpec> specs = new ArrayList<>();
        for (Values.Entry entry : realServer.all(Block.CHECKER)) {
            Statement block = entry.at();
            Optional<CheckerDescription> description = context.checkers().find(block.keyword());
            if (description.isEmpty() && context.missingTypes().add(block.keyword())) {
                context.findings().warning(block.place(), missing(block.keyword()));
            }
            Values common = context.checks().bind(block, description).common();
            specs.add(new CheckSpec(
                    block,
                    time("delay_loop", common, realServer),
                    retries(common, realServer),
                    time("delay_before_retry", common, realServer),
                    time("warmup", common, realServer),
                    time("connect_timeout", common, realServer),
                    common.bool("alpha").or(() -> realServer.bool("alpha")).orElse(virtualServer.flag("alpha")),
                    common.bool("log_all_failures").orElse(context.globals().flag("checker_log_all_failures")),
                    poolDelayLoop(description)));
        }
        return specs;
    }

    private Optional<Duration> poolDelayLoop(Optional<CheckerDescription> description) {
        return description
                        .map(type -> type.habits().contains(Habit.INTERVAL_OF_POOL))
                        .orElse(true)
                ? Optional.of(virtualServer.seconds("delay_loop").orElse(CheckResolver.DELAY_LOOP))
                : Optional.empty();
    }

    private static String missing(String type) {
        return type.equals("BFD_CHECK")
                ? "BFD is not built yet: such checks are kept, and their servers are unchecked"
                : "no installed bundle brings '" + type + "'; such checks are kept and begin when one does";
    }

    private Optional<Duration> time(String keyword, Values common, Values realServer) {
        return common.seconds(keyword).or(() -> realServer.seconds(keyword)).or(() -> virtualServer.seconds(keyword));
    }

    private OptionalInt retries(Values common, Values realServer) {
        for (Values values : List.of(common, realServer, virtualServer)) {
            if (values.has("retry")) {
                return OptionalInt.of(values.number("retry"));
            }
        }
        return OptionalInt.empty();
    }
}
