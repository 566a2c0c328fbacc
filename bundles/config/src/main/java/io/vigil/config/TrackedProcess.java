package io.vigil.config;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A set of processes whose presence VRRP tracks: it is up while {@code quorum} to {@code quorumMax} of them run.
 *
 * @param name its name
 * @param command the program, and its arguments when they matter
 * @param fullCommand whether the command line is compared, not the kernel's 15 characters of name
 * @param match how the arguments are compared
 * @param weight the weight of trackers that give none
 * @param reverse whether the sign is turned
 * @param quorum least number of processes
 * @param quorumMax greatest number; empty for no limit, 0 when none may run
 * @param forkDelay how long the quorum must be held before it counts
 * @param terminateDelay how long the quorum must be lost before it counts
 */
public record TrackedProcess(
        String name,
        List<String> command,
        boolean fullCommand,
        ParameterMatch match,
        int weight,
        boolean reverse,
        int quorum,
        OptionalInt quorumMax,
        Duration forkDelay,
        Duration terminateDelay) {
    /** How arguments are compared. */
    public enum ParameterMatch {
        /** They do not matter. */
        NONE,
        /** All of them, and no others. */
        EXACT,
        /** The first ones, whole. */
        PARTIAL,
        /** The first ones, the last of them only by its beginning. */
        INITIAL
    }

    public TrackedProcess {
        command = List.copyOf(command);
    }
}
