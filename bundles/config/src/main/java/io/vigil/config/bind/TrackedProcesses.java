package io.vigil.config.bind;

import io.vigil.config.TrackedProcess;
import io.vigil.config.TrackedProcess.ParameterMatch;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Values;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Builds {@code vrrp_track_process}. */
final class TrackedProcesses {
    private TrackedProcesses() {}

    static TrackedProcess build(String name, List<String> command, Weight weight, Values values, Findings findings) {
        ParameterMatch match = values.text("param_match")
                .map(TrackedProcesses::match)
                .orElse(command.size() > 1 ? ParameterMatch.EXACT : ParameterMatch.NONE);
        Duration both = values.seconds("delay").orElse(Duration.ZERO);
        int quorum = values.number("quorum");
        OptionalInt most = values.has("quorum_max") ? OptionalInt.of(values.number("quorum_max")) : OptionalInt.empty();
        if (most.isPresent() && most.getAsInt() < quorum) {
            if (most.getAsInt() == 0 && !values.has("quorum")) {
                quorum = 0;
            } else {
                findings.warning(
                        values.place("quorum_max"),
                        "quorum_max " + most.getAsInt() + " is below quorum " + quorum + "; quorum becomes "
                                + most.getAsInt());
                quorum = most.getAsInt();
            }
        }
        return new TrackedProcess(
                name,
                command,
                values.flag("full_command") || match != ParameterMatch.NONE,
                match,
                weight.value(),
                weight.reverse(),
                quorum,
                most,
                values.seconds("fork_delay").orElse(both),
                values.seconds("terminate_delay").orElse(both));
    }

    private static ParameterMatch match(String word) {
        return switch (word) {
            case "initial" -> ParameterMatch.INITIAL;
            case "partial" -> ParameterMatch.PARTIAL;
            default -> ParameterMatch.EXACT;
        };
    }
}
