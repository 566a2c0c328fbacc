package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpCounters;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpState;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * An instance as it is now.
 *
 * @param settings what it was told to be
 * @param state its state
 * @param effectivePriority after trackers
 * @param master who is master as far as we know
 * @param masterPriority its priority
 * @param sinceNanos when the state was entered
 * @param cause why
 * @param faults what keeps it in FAULT
 * @param counters its statistics
 */
public record Observation(
        VrrpInstance settings,
        VrrpState state,
        int effectivePriority,
        Optional<InetAddress> master,
        int masterPriority,
        long sinceNanos,
        String cause,
        List<String> faults,
        VrrpCounters counters) {}
