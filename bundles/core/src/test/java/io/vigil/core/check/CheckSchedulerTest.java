package io.vigil.core.check;

import static io.vigil.core.Samples.check;
import static io.vigil.core.Samples.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckTarget;
import io.vigil.core.Samples;
import io.vigil.core.loop.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CheckSchedulerTest {
    private static final Verdict UP = Verdict.up(Phase.CONNECT, "connected");
    private static final Verdict DOWN = Verdict.down(Phase.CONNECT, "refused");
    private static final ReadyChecker CHECKER =
            new ReadyChecker(context -> CompletableFuture.completedFuture(UP), Duration.ZERO, Set.of());

    /** Remembers the runs that were started, with their time in seconds; answers when the test says so, or at once. */
    private final class Runs implements ProbeRunner {
        final List<String> started = new ArrayList<>();
        final List<Consumer<ProbeResult>> open = new ArrayList<>();
        final List<Checker> checkers = new ArrayList<>();
        final List<String> times = new ArrayList<>();
        Optional<ProbeResult> answer = Optional.empty();

        @Override
        public void run(
                Checker checker,
                CheckTarget target,
                Optional<String> virtualHost,
                Duration step,
                Duration interval,
                Duration deadline,
                Consumer<ProbeResult> done) {
            started.add(target.endpoint().address().getAddress()[3] + "@" + seconds());
            checkers.add(checker);
            times.add(interval.toSeconds() + " s, at most " + deadline.toSeconds() + " s");
            answer.ifPresentOrElse(done, () -> open.add(done));
        }

        @Override
        public void leave(ClassLoader code) {}
    }

    private final class Heard implements CheckListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void reported(CheckKey key, boolean up, Verdict verdict) {
            lines.add((up ? "up@" : "down@") + seconds());
        }

        @Override
        public void failedAgain(CheckKey key, Verdict verdict, boolean willRetry) {
            lines.add((willRetry ? "retry@" : "still@") + seconds());
        }

        @Override
        public void keepsBreaking(CheckKey key, int times, String reason) {
            lines.add("breaks@" + seconds() + " " + reason);
        }

        @Override
        public void worksAgain(CheckKey key, Verdict verdict) {
            lines.add("works@" + seconds());
        }

        @Override
        public void warns(CheckKey key, Optional<String> warning) {
            lines.add("warns@" + seconds() + " " + warning.orElse("no more"));
        }

        @Override
        public void overdue(CheckKey key, String reason) {
            lines.add("overdue@" + seconds());
        }
    }

    private final ManualLoop loop = new ManualLoop();
    private final Runs runs = new Runs();
    private final Heard heard = new Heard();
    private final CheckScheduler scheduler = scheduler(100);

    private CheckScheduler scheduler(int maxRunning) {
        return new CheckScheduler(
                loop, runs, new Random(7), new CheckScheduler.Settings(maxRunning, Duration.ofSeconds(2)), heard);
    }

    private long seconds() {
        return Duration.ofNanos(loop.nanos()).toSeconds();
    }

    private static CheckKey key(int last, int warmup) {
        return check("10.0.0." + last + ":80", timing(10, 1, 2, warmup, false));
    }

    private void answer(ProbeResult result) {
        runs.answer = Optional.of(result);
    }

    private static CheckKey key(Habit habit) {
        return check("10.0.0.11:80", Samples.with(timing(10, 1, 2, 30, false), habit));
    }

    @Test
    void x20BeginsAtOnceWhereTheTypeSaysSo() {
        answer(new ProbeResult.Answered(UP));
        scheduler.track(key(Habit.BEGINS_AT_ONCE), CHECKER, false);
        loop.advance(Duration.ofSeconds(11));
        assertThat(runs.started).containsExactly("11@0", "11@10");
    }

    @Test
    void x17CountsFromTheStartOfTheRunWhereTheTypeSaysSo() {
        scheduler.track(key(Habit.COUNTS_FROM_START), CHECKER, true);
        loop.advance(Duration.ofSeconds(4));
        runs.open.get(0).accept(new ProbeResult.Answered(UP));
        loop.advance(Duration.ofSeconds(6));
        assertThat(runs.started).containsExactly("11@0", "11@10");
        loop.advance(Duration.ofSeconds(12));
        runs.open.get(1).accept(new ProbeResult.Answered(UP));
        loop.advance(Duration.ofSeconds(1));
        assertThat(runs.started).containsExactly("11@0", "11@10", "11@22");
    }

    @Test
    void x17TellsTheIntervalAndGivesARunTheTimeForAProgramThatUsesItAll() {
        CheckKey.Timing timing = new CheckKey.Timing(
                Duration.ofSeconds(10),
                1,
                Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ofSeconds(1),
                false,
                Duration.ofSeconds(40),
                Set.of(Habit.INTERVAL_OF_POOL));
        scheduler.track(check("10.0.0.11:80", timing), CHECKER, true);
        loop.settle();
        assertThat(runs.times).containsExactly("40 s, at most 43 s");
    }

    @Test
    void startsOneSecondAfterwardsWithoutWarmup() {
        answer(new ProbeResult.Answered(UP));
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(31));
        assertThat(runs.started).containsExactly("11@1", "11@11", "11@21", "11@31");
        assertThat(heard.lines).containsExactly("up@1");
    }

    @Test
    void spreadsFirstRunsOverTheWarmup() {
        answer(new ProbeResult.Answered(UP));
        for (int i = 1; i <= 100; i++) {
            scheduler.track(key(i, 10), CHECKER, false);
        }
        loop.advance(Duration.ofMillis(999));
        assertThat(runs.started).isEmpty();
        loop.advance(Duration.ofMillis(10_001));
        Set<String> seconds = new HashSet<>();
        runs.started.subList(0, 100).forEach(run -> seconds.add(run.substring(run.indexOf('@'))));
        assertThat(seconds).hasSizeBetween(9, 11);
    }

    @Test
    void retriesSoonWhileUpAndWaitsLongWhileDown() {
        answer(new ProbeResult.Answered(UP));
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(2));
        answer(new ProbeResult.Answered(DOWN));
        loop.advance(Duration.ofSeconds(30));
        assertThat(runs.started).containsExactly("11@1", "11@11", "11@13", "11@23");
        assertThat(heard.lines).containsExactly("up@1", "retry@11", "down@13", "still@23");
    }

    @Test
    void countsTheDelayFromTheEndOfARun() {
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(4));
        runs.open.get(0).accept(new ProbeResult.Answered(UP));
        loop.advance(Duration.ofSeconds(10));
        assertThat(runs.started).containsExactly("11@1", "11@14");
    }

    @Test
    void runsNoMoreThanAllowedAtATime() {
        CheckScheduler narrow = scheduler(2);
        for (int i = 1; i <= 5; i++) {
            narrow.track(key(i, 0), CHECKER, false);
        }
        loop.advance(Duration.ofSeconds(2));
        assertThat(runs.started).containsExactly("1@1", "2@1");
        runs.open.get(0).accept(new ProbeResult.Answered(UP));
        loop.settle();
        assertThat(runs.started).containsExactly("1@1", "2@1", "3@2");
        narrow.untrack(key(2, 0));
        loop.settle();
        assertThat(runs.started).as("a check that goes makes room").hasSize(4);
    }

    @Test
    void spreadsChecksThatAreAllDueAtOnce() {
        answer(new ProbeResult.Answered(UP));
        for (int i = 0; i < 1_000; i++) {
            scheduler.track(
                    check("10.1." + i / 250 + "." + i % 250 + ":80", timing(10, 1, 2, 0, false)), CHECKER, false);
        }
        loop.advance(Duration.ofSeconds(1));
        assertThat(runs.started).as("a few at once").hasSize(50);
        loop.advance(Duration.ofSeconds(1));
        assertThat(runs.started.size()).as("then 300 a second").isBetween(340, 360);
        loop.advance(Duration.ofSeconds(3));
        assertThat(runs.started).hasSize(1_000);
        loop.advance(Duration.ofSeconds(6));
        assertThat(runs.started.size()).as("and they stay apart").isBetween(1_040, 1_060);
    }

    @Test
    void holdsTheVerdictWhenACheckBreaksAndSaysSoAfterThree() {
        answer(new ProbeResult.Answered(UP));
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(2));
        answer(new ProbeResult.Broke("boom"));
        loop.advance(Duration.ofSeconds(60));
        assertThat(heard.lines).containsExactly("up@1", "breaks@31 boom");
        assertThat(scheduler.known(key(11, 0)))
                .hasValueSatisfying(k -> assertThat(k.up()).isTrue());
    }

    @Test
    void givesUpARunThatNeverEndsAndGoesOn() {
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(1));
        loop.advance(Duration.ofSeconds(70));
        assertThat(heard.lines).containsExactly("overdue@54");
        assertThat(runs.started).containsExactly("11@1", "11@64");
        runs.open.get(0).accept(new ProbeResult.Answered(DOWN));
        loop.settle();
        assertThat(heard.lines).as("the late result is dropped").hasSize(1);
        assertThat(scheduler.overdueCount()).isEqualTo(1);
        runs.open.get(1).accept(new ProbeResult.Answered(UP));
        loop.settle();
        assertThat(scheduler.overdueCount()).isZero();
    }

    @Test
    void holdsAChecksVerdictWhileItsTypeIsAwayAndChecksAtOnceWhenItReturns() {
        answer(new ProbeResult.Answered(DOWN));
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(2));
        scheduler.hold(key(11, 0));
        loop.advance(Duration.ofSeconds(60));
        assertThat(runs.started).containsExactly("11@1");
        assertThat(scheduler.known(key(11, 0)))
                .hasValueSatisfying(k -> assertThat(k.up()).isFalse());
        scheduler.track(key(11, 0), CHECKER, true);
        loop.settle();
        assertThat(runs.started).containsExactly("11@1", "11@62");
    }

    @Test
    void givesARunningCheckItsNewCheckerWithoutDisturbingItsRound() {
        answer(new ProbeResult.Answered(UP));
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(2));
        ReadyChecker newer =
                new ReadyChecker(context -> CompletableFuture.completedFuture(DOWN), Duration.ZERO, Set.of());
        scheduler.track(key(11, 0), newer, true);
        loop.advance(Duration.ofSeconds(10));
        assertThat(runs.started).containsExactly("11@1", "11@11");
        assertThat(runs.checkers).containsExactly(CHECKER.checker(), newer.checker());
    }

    @Test
    void carriesWhatWasKnownToACheckThatTakesAnothersPlace() {
        answer(new ProbeResult.Answered(DOWN));
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(2));
        scheduler.supersede(key(11, 0), key(11, 5));
        scheduler.track(key(11, 5), CHECKER, false);
        assertThat(scheduler.known(key(11, 5)))
                .hasValueSatisfying(k -> assertThat(k.up()).isFalse());
        scheduler.untrack(key(11, 0));
        loop.settle();
        assertThat(runs.started).containsExactly("11@1", "11@2");
    }

    @Test
    void waitsWhileItsAddressIsNotHere() {
        answer(new ProbeResult.Answered(UP));
        boolean[] away = {true};
        scheduler.suspendWhere(key -> away[0]);
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(25));
        assertThat(runs.started).isEmpty();
        away[0] = false;
        loop.advance(Duration.ofSeconds(10));
        assertThat(runs.started).containsExactly("11@31");
    }

    @Test
    void forgetsARunWhoseCheckWasRemoved() {
        scheduler.track(key(11, 0), CHECKER, false);
        loop.advance(Duration.ofSeconds(1));
        scheduler.untrack(key(11, 0));
        runs.open.get(0).accept(new ProbeResult.Answered(DOWN));
        loop.advance(Duration.ofSeconds(60));
        assertThat(heard.lines).isEmpty();
        assertThat(runs.started).hasSize(1);
    }
}
