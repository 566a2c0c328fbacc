package io.vigil.api.failover;

/**
 * Something whose failure changes an instance's priority or sends it to FAULT (behaviour of the reference, W1 to W4).
 *
 * @param kind what is tracked
 * @param name its name: an interface, or a script, file, process or BFD session of the configuration
 * @param weight -253 to 253; 0 means that its failure is a fault
 * @param reverse whether its success counts as failure
 */
public record Tracker(Kind kind, String name, int weight, boolean reverse) {
    /** What is tracked. */
    public enum Kind {
        /** A network interface. */
        INTERFACE,
        /** A script. */
        SCRIPT,
        /** A number in a file. */
        FILE,
        /** Processes. */
        PROCESS,
        /** A BFD session. */
        BFD
    }
}
