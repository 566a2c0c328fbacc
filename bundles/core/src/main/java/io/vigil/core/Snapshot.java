package io.vigil.core;

import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.pool.VirtualServerStatus;
import java.time.Instant;
import java.util.List;

/**
 * The director at one moment, for readers on other threads.
 *
 * @param revision rises with every snapshot
 * @param asOf when it was true
 * @param pools the virtual servers, in the order of the file
 * @param types checker types, those that are missing with empty bundle and version
 * @param dataPlane name of the data plane and, when it is not the kernel's, why
 * @param missingTypes types that are missing, with the feature that brings them
 * @param foreign services that are not ours
 * @param problems what an operator should see to
 */
record Snapshot(
        long revision,
        Instant asOf,
        List<VirtualServerStatus> pools,
        List<CheckerTypeStatus> types,
        String dataPlane,
        List<String> missingTypes,
        List<String> foreign,
        List<String> problems) {
    static final Snapshot NONE = new Snapshot(
            0,
            Instant.EPOCH,
            List.of(),
            List.of(),
            "none (the configuration is being read)",
            List.of(),
            List.of(),
            List.of());
}
