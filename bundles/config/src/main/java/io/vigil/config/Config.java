package io.vigil.config;

import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.pool.VirtualServer;
import java.util.List;

/**
 * A whole configuration, validated: defaults are filled in, references are resolved, what could not be used is left out.
 *
 * @param globals settings of the director as a whole
 * @param failover VRRP instances, sync groups, trackers and static addresses
 * @param virtualServers virtual servers with their real servers and checks, in the order of the files
 * @param trackedProcesses processes that VRRP trackers name
 * @param bfdSessions BFD sessions that trackers and checks name
 * @param staticRoutes routes that are always there, whatever the instances do
 * @param staticRules routing rules that are always there
 */
public record Config(
        GlobalSettings globals,
        FailoverSettings failover,
        List<VirtualServer> virtualServers,
        List<TrackedProcess> trackedProcesses,
        List<BfdSession> bfdSessions,
        List<VirtualRoute> staticRoutes,
        List<VirtualRoute> staticRules) {
    /** A configuration that asks for nothing. */
    public static final Config EMPTY = new Config(
            GlobalSettings.DEFAULT, FailoverSettings.NONE, List.of(), List.of(), List.of(), List.of(), List.of());

    public Config {
        virtualServers = List.copyOf(virtualServers);
        trackedProcesses = List.copyOf(trackedProcesses);
        bfdSessions = List.copyOf(bfdSessions);
        staticRoutes = List.copyOf(staticRoutes);
        staticRules = List.copyOf(staticRules);
    }
}
