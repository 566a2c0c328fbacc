package io.vigil.core.pool;

import static io.vigil.core.Samples.server;
import static io.vigil.core.Samples.sorry;
import static io.vigil.core.Samples.virtualServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {
    private static final Verdict UP = Verdict.up(Phase.CONNECT, "connected");
    private static final Verdict DOWN = Verdict.down(Phase.CONNECT, "refused");

    private static PoolPlan.Check check(String id, boolean alpha) {
        return new PoolPlan.Check(id, "TCP_CHECK", alpha, Optional.empty(), Optional.empty());
    }

    private static PoolPlan.Server checked(RealServer real, PoolPlan.Check... checks) {
        return new PoolPlan.Server(real, List.of(checks));
    }

    private static PoolPlan plan(
            long quorum, long hysteresis, Optional<SorryServer> sorry, PoolPlan.Server... servers) {
        return new PoolPlan(virtualServer(quorum, hysteresis, sorry, false), List.of(servers));
    }

    private static PoolPlan two(long quorum, long hysteresis, Optional<SorryServer> sorry) {
        return plan(
                quorum,
                hysteresis,
                sorry,
                checked(server("10.0.0.11:80", 3), check("a", false)),
                checked(server("10.0.0.12:80", 1), check("b", false)));
    }

    private static Pool started(PoolPlan plan) {
        Pool pool = new Pool(plan);
        pool.on(new PoolEvent.Started(), 0);
        return pool;
    }

    private static PoolEvent report(String id, Verdict verdict) {
        return new PoolEvent.CheckReported(id, verdict.up(), verdict);
    }

    private static String table(Pool pool) {
        return pool.destinations().stream()
                .map(d -> d.endpoint().toString().substring("10.0.0.".length()).replace(":80", "") + "=" + d.weight())
                .collect(Collectors.joining(" "));
    }

    private static List<String> names(List<PoolEffect> effects) {
        return effects.stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    @Test
    void startsWithServersInTheTableBeforeTheirFirstCheck() {
        Pool pool = new Pool(two(1, 0, Optional.empty()));
        List<PoolEffect> effects = pool.on(new PoolEvent.Started(), 0);
        assertThat(table(pool)).isEqualTo("11=3 12=1");
        assertThat(effects).contains(new PoolEffect.QuorumGained(1, 0, 4, true));
        assertThat(pool.view()).extracting(MemberView::state).containsOnly(ServerState.UNCHECKED);
    }

    @Test
    void startsAlphaServersOutsideTheTableUntilTheyHaveSucceeded() {
        Pool pool = started(
                plan(1, 0, Optional.empty(), checked(server("10.0.0.11:80", 3), check("a", true), check("b", true))));
        assertThat(table(pool)).isEmpty();
        pool.on(report("a", UP), 1);
        assertThat(table(pool)).isEmpty();
        pool.on(report("b", UP), 2);
        assertThat(table(pool)).isEqualTo("11=3");
    }

    @Test
    void startsInhibitedAlphaServersWithWeightZero() {
        Pool pool = started(plan(1, 0, Optional.empty(), checked(server("10.0.0.11:80", 3, true), check("a", true))));
        assertThat(table(pool)).isEqualTo("11=0");
        pool.on(report("a", UP), 1);
        assertThat(table(pool)).isEqualTo("11=3");
        pool.on(report("a", DOWN), 2);
        assertThat(table(pool)).isEqualTo("11=0");
    }

    /** Quorum Q, hysteresis H, the state before and the live weight after: what becomes of quorum (Q2). */
    @ParameterizedTest
    @CsvSource({
        "1, 0, up,   4, 3, up",
        "1, 0, up,   4, 1, up",
        "1, 0, up,   4, 0, down",
        "3, 0, up,   4, 3, up",
        "3, 0, up,   4, 2, down",
        "3, 1, up,   4, 2, up",
        "3, 1, up,   4, 1, down",
        "3, 1, down, 1, 3, down",
        "3, 1, down, 1, 4, up",
        "3, 0, down, 2, 3, up",
        "3, 0, down, 2, 2, down"
    })
    void losesQuorumBelowTheBandAndGainsItAboveIt(
            long quorum, long hysteresis, String before, int weightBefore, int weightAfter, String after) {
        Pool pool = started(
                plan(quorum, hysteresis, Optional.empty(), checked(server("10.0.0.11:80", 4), check("a", false))));
        pool.on(report("a", before.equals("up") ? UP.weight(4) : UP.weight(0)), 1);
        pool.on(report("a", UP.weight(weightBefore)), 2);
        assertThat(pool.quorumUp()).isEqualTo(before.equals("up"));
        pool.on(report("a", UP.weight(weightAfter)), 3);
        assertThat(pool.quorumUp()).isEqualTo(after.equals("up"));
        assertThat(pool.liveWeight()).isEqualTo(weightAfter);
    }

    @Test
    void servesTheSorryServerAloneWhileQuorumIsLost() {
        Pool pool = started(two(3, 0, Optional.of(sorry(false))));
        assertThat(table(pool)).isEqualTo("11=3 12=1");
        List<PoolEffect> lost = pool.on(report("a", DOWN), 1);
        assertThat(table(pool)).as("the living server is out too").isEqualTo("99=1");
        assertThat(names(lost))
                .containsExactly("TableChanged", "ServerState", "QuorumLost", "TableChanged", "SorryServing");
        pool.on(report("b", DOWN), 2);
        assertThat(table(pool)).isEqualTo("99=1");
        pool.on(report("a", UP), 3);
        assertThat(table(pool)).isEqualTo("11=3");
    }

    @Test
    void keepsInhibitedServersAndAnInhibitedSorryServerInTheTableWithWeightZero() {
        Pool pool = started(plan(
                1,
                0,
                Optional.of(sorry(true)),
                checked(server("10.0.0.11:80", 3, true), check("a", false)),
                checked(server("10.0.0.12:80", 1, false), check("b", false))));
        assertThat(table(pool)).isEqualTo("11=3 12=1 99=0");
        pool.on(report("a", DOWN), 1);
        assertThat(table(pool)).isEqualTo("11=0 12=1 99=0");
        pool.on(report("b", DOWN), 1);
        assertThat(table(pool)).isEqualTo("11=0 99=1");
    }

    @Test
    void startsWithTheSorryServerWhereQuorumIsMissing() {
        Pool pool =
                new Pool(plan(1, 0, Optional.of(sorry(false)), checked(server("10.0.0.11:80", 3), check("a", true))));
        List<PoolEffect> effects = pool.on(new PoolEvent.Started(), 0);
        assertThat(effects).contains(new PoolEffect.QuorumLost(1, 0, 0, true));
        assertThat(table(pool)).isEqualTo("99=1");
    }

    @Test
    void saysNothingAtAStartWithoutQuorumAndWithoutSorryServer() {
        Pool pool = new Pool(plan(1, 0, Optional.empty(), checked(server("10.0.0.11:80", 3), check("a", true))));
        assertThat(names(pool.on(new PoolEvent.Started(), 0))).containsExactly("TableChanged");
        assertThat(pool.quorumUp()).isFalse();
    }

    @Test
    void changesNothingInTheTableWhenQuorumIsLostWithoutSorryServer() {
        Pool pool = started(two(4, 0, Optional.empty()));
        List<PoolEffect> effects = pool.on(report("b", DOWN), 1);
        assertThat(effects).contains(new PoolEffect.QuorumLost(4, 0, 3, false));
        assertThat(table(pool)).isEqualTo("11=3");
    }

    @Test
    void staysUpWhileAnyCheckOfAServerIsDownOnlyWithoutOne() {
        Pool pool = started(
                plan(1, 0, Optional.empty(), checked(server("10.0.0.11:80", 3), check("a", false), check("b", false))));
        pool.on(report("a", DOWN), 1);
        pool.on(report("b", DOWN), 2);
        assertThat(names(pool.on(report("a", UP), 3))).containsExactly("CheckState");
        assertThat(table(pool)).isEmpty();
        pool.on(report("b", UP), 4);
        assertThat(table(pool)).isEqualTo("11=3");
    }

    @Test
    void confirmsTheFirstResultOfAnAlphaCheckThoughNothingChanges() {
        Pool pool = started(plan(1, 0, Optional.empty(), checked(server("10.0.0.11:80", 3), check("a", true))));
        List<PoolEffect> effects = pool.on(report("a", DOWN), 1);
        assertThat(effects).singleElement().isInstanceOfSatisfying(PoolEffect.ServerState.class, state -> {
            assertThat(state.up()).isFalse();
            assertThat(state.changed()).isFalse();
        });
    }

    @Test
    void followsTheWeightThatAChecksVerdictAsksFor() {
        Pool pool = started(two(1, 0, Optional.empty()));
        List<PoolEffect> effects = pool.on(report("a", UP.weight(7)), 1);
        assertThat(names(effects)).containsExactly("TableChanged", "WeightChanged");
        assertThat(table(pool)).isEqualTo("11=7 12=1");
        pool.on(report("a", UP), 2);
        assertThat(table(pool)).isEqualTo("11=3 12=1");
    }

    @Test
    void sharesOneResultAmongAllServersThatAskTheSame() {
        Pool pool = started(plan(
                1,
                0,
                Optional.empty(),
                checked(server("10.0.0.11:80", 1), check("same", false)),
                checked(server("10.0.0.12:80", 1), check("same", false))));
        pool.on(report("same", DOWN), 1);
        assertThat(table(pool)).isEmpty();
    }

    @Test
    void tellsOfItsEndOnlyWithOmega() {
        assertThat(names(started(two(1, 0, Optional.empty())).on(new PoolEvent.Ended(PoolEvent.Reason.SHUTDOWN), 9)))
                .containsExactly("TableChanged");
        PoolPlan omega = new PoolPlan(
                virtualServer(1, 0, Optional.empty(), true),
                two(1, 0, Optional.empty()).servers());
        assertThat(names(started(omega).on(new PoolEvent.Ended(PoolEvent.Reason.SHUTDOWN), 9)))
                .containsExactly("TableChanged", "ServerEnded", "ServerEnded", "QuorumEnded");
    }

    /** Whatever happens, the books agree: the live weight is that of living servers, and the table holds what the rules say. */
    @Test
    void keepsItsBooksThroughAnyHistory() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<PoolPlan.Server> servers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                servers.add(checked(
                        server("10.0.0." + (11 + i) + ":80", random.nextInt(4), random.nextBoolean()),
                        check("c" + i, random.nextBoolean()),
                        check("shared", false)));
            }
            Optional<SorryServer> sorry =
                    random.nextBoolean() ? Optional.of(sorry(random.nextBoolean())) : Optional.empty();
            Pool pool = started(
                    plan(1 + random.nextInt(6), random.nextInt(2), sorry, servers.toArray(PoolPlan.Server[]::new)));
            for (int step = 0; step < 40; step++) {
                String id = random.nextInt(10) == 0 ? "shared" : "c" + random.nextInt(6);
                pool.on(report(id, random.nextInt(3) > 0 ? UP : DOWN), step);
                long live = pool.view().stream()
                        .filter(MemberView::alive)
                        .mapToLong(MemberView::weight)
                        .sum();
                assertThat(pool.liveWeight()).as("seed %d step %d", seed, step).isEqualTo(live);
                assertThat(pool.sorryServing()).as("seed %d", seed).isEqualTo(!pool.quorumUp() && sorry.isPresent());
                List<String> expected = new ArrayList<>();
                for (MemberView m : pool.view()) {
                    boolean serves = m.alive() && !pool.sorryServing();
                    if (serves || m.server().inhibitOnFailure()) {
                        expected.add(m.server().destination().endpoint() + "=" + (serves ? m.weight() : 0));
                    }
                }
                sorry.filter(s -> pool.sorryServing() || s.inhibit())
                        .ifPresent(s -> expected.add("10.0.0.99:80=" + (pool.sorryServing() ? 1 : 0)));
                assertThat(pool.destinations().stream().map(d -> d.endpoint() + "=" + d.weight()))
                        .as("seed %d step %d", seed, step)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void refusesARebindingThatChangesItsServers() {
        Pool pool = started(two(1, 0, Optional.empty()));
        PoolPlan other = plan(1, 0, Optional.empty(), checked(server("10.0.0.77:80", 3), check("a", false)));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> pool.on(new PoolEvent.Rebound(other), 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsWhatACheckSaidWhenItsTypeIsReplaced() {
        Pool pool = started(two(1, 0, Optional.empty()));
        pool.on(report("a", DOWN), 1);
        PoolPlan renamed = plan(
                1,
                0,
                Optional.empty(),
                checked(server("10.0.0.11:80", 3), check("a2", false)),
                checked(server("10.0.0.12:80", 1), check("b2", false)));
        assertThat(pool.on(new PoolEvent.Rebound(renamed), 2)).isEmpty();
        assertThat(table(pool)).isEqualTo("12=1");
        pool.on(report("a2", UP), 3);
        assertThat(table(pool)).isEqualTo("11=3 12=1");
        assertThat(pool.checkIds()).containsExactlyInAnyOrder("a2", "b2");
    }
}
