package io.vigil.core.probe;

import io.vigil.api.checker.Checker;
import io.vigil.api.pool.CheckTarget;
import io.vigil.core.check.ProbeResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run is asked for.
 *
 * @param checker what asks
 * @param target whom
 * @param virtualHost by which name
 * @param stepTimeout longest time for one step
 * @param interval time between two runs
 * @param deadline longest time for all
 * @param done is told the result
 */
record ProbeOrder(
        Checker checker,
        CheckTarget target,
        Optional<String> virtualHost,
        Duration stepTimeout,
        Duration interval,
        Duration deadline,
        Consumer<ProbeResult> done) {}
