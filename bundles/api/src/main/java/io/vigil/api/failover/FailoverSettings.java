package io.vigil.api.failover;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Everything that failover should do.
 *
 * @param instances the VRRP instances
 * @param groups the sync groups
 * @param scripts scripts to track
 * @param files files to track
 * @param staticAddresses addresses that are always there, whatever the instances do
 * @param startupDelay how long to hear nothing and say nothing after a start
 * @param realTimePriority SCHED_RR priority of the VRRP thread, 1 to 99; empty for the default where it is allowed
 * @param dynamicInterfaces whether interfaces may be missing and come later
 */
public record FailoverSettings(
        List<VrrpInstance> instances,
        List<SyncGroup> groups,
        List<TrackScript> scripts,
        List<TrackFile> files,
        List<VirtualAddress> staticAddresses,
        Duration startupDelay,
        OptionalInt realTimePriority,
        boolean dynamicInterfaces) {
    /** Nothing to do. */
    public static final FailoverSettings NONE = new FailoverSettings(
            List.of(), List.of(), List.of(), List.of(), List.of(), Duration.ZERO, OptionalInt.empty(), false);

    public FailoverSettings {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
        scripts = List.copyOf(scripts);
        files = List.copyOf(files);
        staticAddresses = List.copyOf(staticAddresses);
    }
}
