package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Script;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VrrpState;
import io.vigil.linux.process.Capability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VrrpFailoverTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static FailoverSettings settings(List<TrackScript> scripts, Instances instance) {
        return new FailoverSettings(
                List.of(instance.build()),
                List.of(),
                scripts,
                List.of(),
                List.of(),
                Duration.ZERO,
                OptionalInt.empty(),
                false);
    }

    @Test
    void withoutPrivilegesItSaysSoAndPretendsNothing() throws Exception {
        VrrpFailover failover = new VrrpFailover(CLOCK, () -> Set.of(Capability.CAP_NET_ADMIN));
        List<String> problems = failover.apply(
                        settings(List.of(), instance("VI_1").address("10.9.0.200/24")))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        assertThat(problems).hasSize(1);
        FailoverStatus status = failover.status();
        assertThat(status.running()).isFalse();
        assertThat(status.problem()).contains("lacks CAP_NET_RAW");
        assertThat(status.instances()).hasSize(1);
        assertThat(status.instances().get(0).state()).isEqualTo(VrrpState.INIT);
        assertThat(status.instances().get(0).addressesSet()).isFalse();
        failover.stop().toCompletableFuture().get(5, TimeUnit.SECONDS);
        failover.deactivate();
    }

    @Test
    void nothingToDoOpensNothing() throws Exception {
        VrrpFailover failover = new VrrpFailover(CLOCK, Set::of);
        assertThat(failover.apply(FailoverSettings.NONE).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(failover.status().running()).isFalse();
        assertThat(failover.status().problem()).isEmpty();
        failover.deactivate();
    }

    @Test
    void w11ARefusedScriptIsTrackedByNobodyAndTold() {
        Script script = new Script(
                List.of("/x"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("others can write to it"),
                Instances.PLACE);
        TrackScript chk =
                new TrackScript("chk", script, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, 0, false, false);
        Plan plan = Plan.of(
                settings(List.of(chk), instance("VI_1").track(new Tracker(Tracker.Kind.SCRIPT, "chk", 0, false))));
        assertThat(List.copyOf(plan.ports().values()).get(0).trackers())
                .containsExactly(new Tracker(Tracker.Kind.INTERFACE, "eth0", 0, false));
        assertThat(plan.remarks()).containsExactly("script chk is not run and not tracked: others can write to it");
    }

    @Test
    void trackersThatAreNotActedOnAreTold() {
        Plan plan =
                Plan.of(settings(List.of(), instance("VI_1").track(new Tracker(Tracker.Kind.BFD, "peer", 0, false))));
        assertThat(plan.remarks())
                .containsExactly("VI_1: BFD session peer is not acted on yet; it counts as neither up nor down");
    }

    @Test
    void rehearsalLivesThroughElections() {
        assertThat(Warmup.run(List.of(instance("A").address("10.9.0.200/24").build())))
                .isGreaterThan(1000);
    }
}
