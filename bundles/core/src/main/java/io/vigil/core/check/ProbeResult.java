package io.vigil.core.check;

import io.vigil.api.checker.Verdict;

/** How one run of a check ended. */
public sealed interface ProbeResult {
    /**
     * The check has its verdict.
     *
     * @param verdict with its latency filled in
     */
    record Answered(Verdict verdict) implements ProbeResult {}

    /**
     * The check itself failed: it threw, missed its deadline, or a local resource was missing. Says nothing of the server.
     *
     * @param reason in plain words
     */
    record Broke(String reason) implements ProbeResult {}
}
