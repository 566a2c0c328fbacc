package io.vigil.core.probe;

import java.time.Duration;

/**
 * What probes may use of this machine.
 *
 * @param loops event loop threads
 * @param blockingThreads most threads for clients that block, where the JVM has no virtual threads
 * @param bytesPerRun most bytes taken from servers in one run
 * @param connectionsPerRun most connections opened in one run
 * @param patience how long a checker may hold an event loop past its deadline before its run is given up
 */
public record ProbeLimits(int loops, int blockingThreads, long bytesPerRun, int connectionsPerRun, Duration patience) {
    /** Two loops: each runs thousands of checks, and a checker that holds one leaves the other. */
    public static final ProbeLimits DEFAULT = new ProbeLimits(2, 200, 16L << 20, 64, Duration.ofSeconds(1));

    /** From a timer's time to its verdict: one turn of the event loop, so that what has come in is read first. */
    static final Duration ONE_MORE_LOOK = Duration.ofMillis(1);

    public ProbeLimits {
        if (loops < 1 || blockingThreads < 1 || bytesPerRun < 1 || connectionsPerRun < 1) {
            throw new IllegalArgumentException("every limit of a probe must be at least 1");
        }
    }
}
