package io.vigil.vrrp;

import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.vrrp.machine.MovingAddresses;
import io.vigil.vrrp.machine.Observation;
import io.vigil.vrrp.machine.Routers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The newest snapshot: written by the VRRP thread, read by anybody. */
final class StatusBoard {
    private final Clock clock;
    private final Routers routers;
    private final AddressBook book;
    private final ScriptTrackers scripts;
    private volatile FailoverStatus status;
    private volatile boolean realTime;
    private volatile String problem = "";

    StatusBoard(Clock clock, Routers routers, AddressBook book, ScriptTrackers scripts) {
        this.clock = clock;
        this.routers = routers;
        this.book = book;
        this.scripts = scripts;
        status = new FailoverStatus(
                clock.instant(),
                false,
                "",
                List.of(),
                List.of(),
                List.of(),
                new FailoverStatus.ThreadHealth(false, 0, Duration.ZERO));
    }

    FailoverStatus status() {
        return status;
    }

    void realTime(boolean granted) {
        realTime = granted;
    }

    void problem(String text) {
        problem = text;
    }

    /** Writes down how things are. VRRP thread. */
    void take(Map<String, Port> ports, Function<Port, String> device, long now) {
        Instant asOf = clock.instant();
        List<FailoverStatus.Instance> instances = new ArrayList<>();
        for (Observation observation : routers.observe()) {
            Port port = ports.get(observation.settings().name());
            String where = port == null ? "" : device.apply(port);
            instances.add(instance(observation, where, asOf, now));
        }
        status = new FailoverStatus(
                asOf,
                !instances.isEmpty(),
                problem,
                instances,
                routers.observeGroups(),
                scripts.observe(),
                new FailoverStatus.ThreadHealth(
                        realTime, routers.lateWakes(), Duration.ofNanos(routers.worstLatenessNanos())));
    }

    private FailoverStatus.Instance instance(Observation observed, String device, Instant asOf, long now) {
        VrrpInstance settings = observed.settings();
        return new FailoverStatus.Instance(
                settings.name(),
                settings.interfaceName().orElse(device),
                settings.virtualRouterId(),
                settings.version(),
                observed.state(),
                settings.election().priority(),
                observed.effectivePriority(),
                settings.adverts().interval(),
                observed.master(),
                observed.masterPriority(),
                asOf.minusNanos(now - observed.sinceNanos()),
                observed.cause(),
                observed.faults(),
                MovingAddresses.of(settings).stream().map(AddressBook::text).toList(),
                book.allThere(MovingAddresses.of(settings), device),
                observed.counters());
    }
}
