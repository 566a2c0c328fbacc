package io.vigil.api.director;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The director at one moment.
 *
 * @param revision rises with every change
 * @param asOf when this was true
 * @param version the product's version
 * @param startedAt when the process started
 * @param configuration the file in force
 * @param loadedAt when it was taken
 * @param dataPlane name of the data plane and, when it is not the kernel's, why
 * @param virtualServers how many
 * @param serversUp real servers that are up
 * @param serversDown real servers that are down
 * @param serversUnchecked real servers that could not be checked yet
 * @param checks checks that run
 * @param instances VRRP instances
 * @param masters those that are master
 * @param missingTypes checker types that the configuration names and no bundle brings, with the feature that would
 * @param foreign entries of the data plane that are not ours
 * @param problems what an operator should see to, most important first
 */
public record DirectorStatus(
        long revision,
        Instant asOf,
        String version,
        Instant startedAt,
        Path configuration,
        Instant loadedAt,
        String dataPlane,
        int virtualServers,
        int serversUp,
        int serversDown,
        int serversUnchecked,
        int checks,
        int instances,
        int masters,
        List<String> missingTypes,
        List<String> foreign,
        List<String> problems) {
    public DirectorStatus {
        missingTypes = List.copyOf(missingTypes);
        foreign = List.copyOf(foreign);
        problems = List.copyOf(problems);
    }
}
