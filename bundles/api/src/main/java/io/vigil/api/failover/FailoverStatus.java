package io.vigil.api.failover;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is observed of failover.
 *
 * @param asOf when this was true
 * @param running whether adverts are sent and heard; when not, {@code problem} says why
 * @param problem why it does not run, or what it lacks; empty when all is well
 * @param instances the instances
 * @param groups the sync groups
 * @param scripts the tracked scripts
 * @param thread how well its thread keeps time
 */
public record FailoverStatus(
        Instant asOf,
        boolean running,
        String problem,
        List<Instance> instances,
        List<Group> groups,
        List<ScriptState> scripts,
        ThreadHealth thread) {
    /**
     * What is observed of an instance.
     *
     * @param name its name
     * @param interfaceName its interface
     * @param virtualRouterId its virtual router id
     * @param version 2 or 3
     * @param state its state
     * @param basePriority as configured
     * @param effectivePriority after trackers
     * @param interval between adverts
     * @param master address of the master that was last heard, or our own
     * @param masterPriority priority of that master
     * @param since when the state was entered
     * @param cause why
     * @param faults what keeps it in FAULT
     * @param addresses the virtual addresses
     * @param addressesSet whether they are on this machine
     * @param counters its statistics
     */
    public record Instance(
            String name,
            String interfaceName,
            int virtualRouterId,
            int version,
            VrrpState state,
            int basePriority,
            int effectivePriority,
            Duration interval,
            Optional<InetAddress> master,
            int masterPriority,
            Instant since,
            String cause,
            List<String> faults,
            List<String> addresses,
            boolean addressesSet,
            VrrpCounters counters) {
        public Instance {
            faults = List.copyOf(faults);
            addresses = List.copyOf(addresses);
        }
    }

    /** What is observed of a sync group. */
    public record Group(String name, VrrpState state, List<String> members) {}

    /** What is observed of a tracked script. */
    public record ScriptState(String name, boolean up, boolean hasRun, String lastResult) {}

    /**
     * How well a thread keeps time.
     *
     * @param realTime whether it has real-time priority
     * @param lateWakes times it woke later than half an advert interval
     * @param worstLateness greatest lateness of a timer
     */
    public record ThreadHealth(boolean realTime, long lateWakes, Duration worstLateness) {}

    public FailoverStatus {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
        scripts = List.copyOf(scripts);
    }
}
