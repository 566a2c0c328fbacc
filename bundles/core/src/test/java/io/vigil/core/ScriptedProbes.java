package io.vigil.core;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import io.vigil.api.pool.CheckTarget;
import io.vigil.core.check.ProbeResult;
import io.vigil.core.check.ProbeRunner;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Probes of servers that a test kills and revives; counts the runs. */
final class ScriptedProbes implements ProbeRunner {
    private final Set<String> dead = new HashSet<>();
    private final Map<String, UnaryOperator<Verdict>> changes = new HashMap<>();
    private int runs;

    void kill(String endpoint) {
        dead.add(endpoint);
    }

    void revive(String endpoint) {
        dead.remove(endpoint);
    }

    /** From now on verdicts of this server are changed like this. */
    void answer(String endpoint, UnaryOperator<Verdict> change) {
        changes.put(endpoint, change);
    }

    int takeRuns() {
        int taken = runs;
        runs = 0;
        return taken;
    }

    @Override
    public void run(
            Checker checker,
            CheckTarget target,
            Optional<String> virtualHost,
            Duration stepTimeout,
            Duration interval,
            Duration deadline,
            Consumer<ProbeResult> done) {
        runs++;
        String endpoint = target.endpoint().toString();
        Verdict verdict = dead.contains(endpoint)
                ? Verdict.down(Phase.CONNECT, "refused")
                : Verdict.up(Phase.CONNECT, "connected");
        done.accept(new ProbeResult.Answered(
                changes.getOrDefault(endpoint, UnaryOperator.identity()).apply(verdict)));
    }

    @Override
    public void leave(ClassLoader code) {}
}
