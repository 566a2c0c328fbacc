package io.vigil.core.check;

import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.Verdict;
import java.util.List;

/** How one run of a check ended. */
public sealed interface ProbeResult {
    /** The phases it went through, in their order, as far as they were noted. */
    List<PhaseTime> trace();

    /**
     * The check has its verdict.
     *
     * @param verdict with its latency filled in
     */
    record Answered(Verdict verdict, List<PhaseTime> trace) implements ProbeResult {
        public Answered {
            trace = List.copyOf(trace);
        }

        /** One of which only the verdict is known. */
        public Answered(Verdict verdict) {
            this(verdict, List.of());
        }
    }

    /**
     * The check itself failed: it threw, missed its deadline, or a local resource was missing. Says nothing of the server.
     *
     * @param reason in plain words
     */
    record Broke(String reason, List<PhaseTime> trace) implements ProbeResult {
        public Broke {
            trace = List.copyOf(trace);
        }

        /** One of which only the reason is known. */
        public Broke(String reason) {
            this(reason, List.of());
        }
    }
}
