package io.vigil.core.pool;

import static io.vigil.core.Samples.server;
import static io.vigil.core.Samples.sorry;
import static io.vigil.core.Samples.virtualServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reload keeps (B21 to B23). */
class ReloadTest {
    private static final Verdict UP = Verdict.up(Phase.CONNECT, "connected");
    private static final Verdict DOWN = Verdict.down(Phase.CONNECT, "refused");

    private static PoolPlan plan(int weight, String... checks) {
        return plan(weight, false, checks);
    }

    private static PoolPlan plan(int weight, boolean sorryServer, String... checks) {
        return new PoolPlan(
                virtualServer(1, 0, sorryServer ? Optional.of(sorry(false)) : Optional.empty(), false),
                List.of(new PoolPlan.Server(
                        server("10.0.0.11:80", weight),
                        java.util.Arrays.stream(checks)
                                .map(id -> new PoolPlan.Check(
                                        id, "TCP_CHECK", id.startsWith("alpha"), Optional.empty(), Optional.empty()))
                                .toList())));
    }

    private static Pool running(PoolPlan plan) {
        Pool pool = new Pool(plan);
        pool.on(new PoolEvent.Started(), 0);
        return pool;
    }

    private static void report(Pool pool, String id, Verdict verdict) {
        pool.on(new PoolEvent.CheckReported(id, verdict.up(), verdict), 1);
    }

    private static String table(Pool pool) {
        return pool.destinations().stream()
                .map(d -> d.endpoint() + "=" + d.weight())
                .collect(Collectors.joining(" "));
    }

    @Test
    void keepsADeadServerOutWhenOnlyItsWeightChanges() {
        Pool pool = running(plan(1, "a"));
        report(pool, "a", DOWN);
        pool.on(new PoolEvent.Reconfigured(plan(5, "a")), 2);
        assertThat(table(pool)).isEmpty();
        report(pool, "a", UP);
        assertThat(table(pool)).isEqualTo("10.0.0.11:80=5");
    }

    /** The checks before and after, what the one before said, and whether the server is in the table after the reload. */
    @ParameterizedTest
    @CsvSource({
        "a,     a,         up,   in",
        "a,     a,         down, out",
        "a,     b,         up,   in",
        "a,     b,         down, out",
        "a,     alphab,    up,   in",
        "a,     alphab,    down, out",
        "a,     a|b,       up,   in",
        "a,     a|b,       down, out",
        "a,     '',        down, in",
        "a,     '',        up,   in"
    })
    void neverPutsAServerBackThatACheckTookOutNorDropsOneThatIsUp(
            String before, String after, String said, String expected) {
        Pool pool = running(plan(1, before.split("\\|")));
        report(pool, before, said.equals("up") ? UP : DOWN);
        String[] checks = after.isEmpty() ? new String[0] : after.split("\\|");
        pool.on(new PoolEvent.Reconfigured(plan(1, checks)), 2);
        assertThat(table(pool)).isEqualTo(expected.equals("in") ? "10.0.0.11:80=1" : "");
    }

    @Test
    void aChangedCheckOnADeadServerBringsItBackWithItsFirstSuccess() {
        Pool pool = running(plan(1, "a"));
        report(pool, "a", DOWN);
        pool.on(new PoolEvent.Reconfigured(plan(1, "b")), 2);
        report(pool, "b", UP);
        assertThat(table(pool)).isEqualTo("10.0.0.11:80=1");
    }

    @Test
    void aBlockThatTurnsOutToBeSeveralChecksIsTheWorstOfThem() {
        Pool pool = running(plan(1, "unknown"));
        pool.on(new PoolEvent.Rebound(plan(1, "host one", "host two")), 2);
        assertThat(table(pool)).isEqualTo("10.0.0.11:80=1");
        report(pool, "host one", UP);
        report(pool, "host two", DOWN);
        assertThat(table(pool)).isEmpty();
        report(pool, "host two", UP);
        assertThat(table(pool)).isEqualTo("10.0.0.11:80=1");
    }

    @Test
    void tellsOfALivingServerThatIsRemoved() {
        Pool pool = running(plan(1, "a"));
        PoolPlan empty = new PoolPlan(virtualServer(1, 0, Optional.empty(), false), List.of());
        List<PoolEffect> effects = pool.on(new PoolEvent.Reconfigured(empty), 2);
        assertThat(effects)
                .anySatisfy(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                PoolEffect.ServerEnded.class,
                                ended -> assertThat(ended.reason()).isEqualTo(PoolEvent.Reason.REMOVED)));
        assertThat(effects).contains(new PoolEffect.QuorumLost(1, 0, 0, false));
    }

    @Test
    void keepsTheSorryServerServingThroughAReload() {
        Pool pool = running(plan(1, true, "a"));
        report(pool, "a", DOWN);
        assertThat(table(pool)).isEqualTo("10.0.0.99:80=1");
        pool.on(new PoolEvent.Reconfigured(plan(4, true, "a")), 2);
        assertThat(table(pool)).isEqualTo("10.0.0.99:80=1");
    }

    @Test
    void putsANewSorryServerToWorkWhereQuorumIsLostAlready() {
        Pool pool = running(plan(1, false, "a"));
        report(pool, "a", DOWN);
        List<PoolEffect> effects = pool.on(new PoolEvent.Reconfigured(plan(1, true, "a")), 2);
        assertThat(effects).contains(new PoolEffect.QuorumLost(1, 0, 0, true));
        assertThat(table(pool)).isEqualTo("10.0.0.99:80=1");
        assertThat(pool.on(new PoolEvent.Reconfigured(plan(1, true, "a")), 3))
                .as("and says so once")
                .containsExactly(new PoolEffect.TableChanged());
    }

    @Test
    void doesNotRepeatWhatStillFits() {
        Pool pool = running(plan(1, "a"));
        assertThat(pool.on(new PoolEvent.Reconfigured(plan(1, "a")), 2)).containsExactly(new PoolEffect.TableChanged());
    }

    @Test
    void aNewServerWithAlphaStartsOutside() {
        Pool pool = running(plan(1, "alphaA"));
        assertThat(table(pool)).isEmpty();
    }

    @Test
    void aServerThatJoinsACheckKnownToBeDownStartsDown() {
        PoolPlan.Check known = new PoolPlan.Check(
                "a", "TCP_CHECK", false, Optional.of(new PoolPlan.Known(false, DOWN)), Optional.empty());
        Pool pool = running(new PoolPlan(
                virtualServer(1, 0, Optional.empty(), false),
                List.of(new PoolPlan.Server(server("10.0.0.11:80", 1), List.of(known)))));
        assertThat(table(pool)).isEmpty();
    }
}
