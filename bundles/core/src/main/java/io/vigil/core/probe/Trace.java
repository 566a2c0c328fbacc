package io.vigil.core.probe;

import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Notes when a run came to which phase. Most runs have fewer than {@value #FEW} phases; a conversation that goes on and on is noted
 * up to {@value #MOST}. Any thread may call it.
 */
final class Trace {
    private static final int FEW = 6;
    private static final int MOST = 48;

    private final long beganNanos;
    private Verdict.Phase[] phases = new Verdict.Phase[FEW];
    private long[] nanos = new long[FEW];
    private int count;

    Trace(long beganNanos) {
        this.beganNanos = beganNanos;
    }

    /** It came to this phase now. */
    synchronized void entered(Verdict.Phase phase) {
        if (count == MOST) {
            return;
        }
        if (count == phases.length) {
            phases = Arrays.copyOf(phases, 2 * count);
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        phases[count] = phase;
        nanos[count++] = System.nanoTime() - beganNanos;
    }

    /** All of it. */
    synchronized List<PhaseTime> list() {
        List<PhaseTime> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(new PhaseTime(phases[i], Duration.ofNanos(nanos[i])));
        }
        return all;
    }
}
