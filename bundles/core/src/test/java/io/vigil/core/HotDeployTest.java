package io.vigil.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.api.director.CheckRun;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.core.check.CheckerTypes;
import io.vigil.core.check.Lane;
import io.vigil.core.deploy.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checker bundles that come, go and misbehave mean for checks, pools and what is told. */
class HotDeployTest {
    private static final String POOLS = """
            virtual_server 10.9.0.200 80 {
              delay_loop 2
              protocol TCP
              real_server 10.9.0.11 80 {
                TCP_CHECK {
                  retry 0
                }
              }
            }
            virtual_server 10.9.0.201 110 {
              delay_loop 2
              protocol TCP
              real_server 10.9.0.21 110 {
                POP3_CHECK {
                  user bob
                  retry 0
                }
              }
              real_server 10.9.0.22 110 {
                POP3_CHECK {
                  user bob
                  retry 0
                }
              }
            }
            """;

    @TempDir
    Path directory;

    private RunningDirector start(RunningDirector.Factory... factories) {
        RunningDirector d = new RunningDirector(directory).conf(POOLS);
        for (RunningDirector.Factory factory : factories) {
            d.install(factory);
        }
        d.start();
        d.seconds(5);
        return d;
    }

    private static RunningDirector.Factory pop3() {
        return new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("user"));
    }

    /** One whose checkers are what the test makes them. */
    private static RunningDirector.Factory making(Checker checker) {
        return new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("user")) {
            @Override
            public Checker create(Options parsed) {
                return checker;
            }
        };
    }

    private static CheckerTypeStatus type(RunningDirector d, String keyword) {
        return d.core.checkerTypes().stream()
                .filter(t -> t.keyword().equals(keyword))
                .findFirst()
                .orElseThrow();
    }

    private static List<CheckStatus> checks(RunningDirector d, String type) {
        return d.core.checks().stream().filter(c -> c.type().equals(type)).toList();
    }

    private static long runs(RunningDirector d, String type) {
        return checks(d, type).stream().mapToLong(CheckStatus::runs).sum();
    }

    @Test
    void aMissingTypeIsToldWithTheFeatureThatBringsIt() {
        RunningDirector d = start();
        d.core.deployed(new Deployment(List.of(), Map.of("POP3_CHECK", "vigil-checker-pop3"), List.of()));
        d.seconds(1);
        assertThat(d.core.status().missingTypes())
                .containsExactly("POP3_CHECK is not installed: feature:install vigil-checker-pop3");
        assertThat(d.core.status().problems().toString()).contains("feature:install vigil-checker-pop3");
        assertThat(type(d, "POP3_CHECK").state()).isEqualTo(CheckerTypeStatus.State.MISSING);
        assertThat(d.core.pools().get(1).servers().get(0).reason()).contains("feature:install vigil-checker-pop3");
    }

    @Test
    void aBundleThatCannotMakeItsCheckersHarmsNoOther() {
        RunningDirector d = start();
        long before = runs(d, "TCP_CHECK");
        d.install(new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("user")) {
            @Override
            public Checker create(Options parsed) {
                throw new NoClassDefFoundError("com/example/Missing");
            }
        });
        d.seconds(10);
        assertThat(runs(d, "TCP_CHECK")).isEqualTo(before + 5);
        assertThat(type(d, "TCP_CHECK").state()).isEqualTo(CheckerTypeStatus.State.ACTIVE);
        assertThat(type(d, "POP3_CHECK").state()).isEqualTo(CheckerTypeStatus.State.BROKEN);
        assertThat(type(d, "POP3_CHECK").problem()).contains("com/example/Missing");
        assertThat(checks(d, "POP3_CHECK"))
                .allSatisfy(c -> assertThat(c.state()).isEqualTo(CheckStatus.State.UNCHECKED))
                .allSatisfy(c -> assertThat(c.problem().orElse("")).contains("com/example/Missing"));
        assertThat(d.core.status().problems().toString()).contains("checks of POP3_CHECK cannot run");
        assertThat(d.core.pools().get(1).servers().get(0).reason()).contains("com/example/Missing");
    }

    @Test
    void aCheckerThatFailsToSayWhatItWatchesOrTakesHarmsNoOther() {
        RunningDirector d = start();
        d.install(making(new Checker() {
            @Override
            public CompletionStage<Verdict> check(CheckContext context) {
                return new CompletableFuture<>();
            }

            @Override
            public Duration longest() {
                throw new IllegalStateException("how should I know");
            }
        }));
        d.seconds(4);
        assertThat(checks(d, "POP3_CHECK"))
                .allSatisfy(c -> assertThat(c.problem().orElse("")).contains("how should I know"));
        assertThat(type(d, "TCP_CHECK").problem()).isEmpty();
    }

    @Test
    void aBundleThatNeverComesBackIsToldAndTheDirectorGoesOn() {
        RunningDirector d = start();
        List<Runnable> neverRun = new ArrayList<>();
        RunningDirector.Factory silent = pop3();
        d.core.typeCame(new CheckerTypes.Installed(
                silent, silent.description(), "io.vigil.test", "1.0", 0, 99, new Lane("silent", neverRun::add)));
        long before = runs(d, "TCP_CHECK");
        d.seconds(10);
        assertThat(neverRun).isNotEmpty();
        assertThat(runs(d, "TCP_CHECK")).isEqualTo(before + 5);
        assertThat(checks(d, "POP3_CHECK"))
                .allSatisfy(c -> assertThat(c.state()).isEqualTo(CheckStatus.State.UNCHECKED));
    }

    @Test
    void aNewVersionTakesOverCheckByCheckAndHistoryGoesOn() {
        RunningDirector.Factory old = pop3();
        RunningDirector d = start(old);
        d.probes.kill("10.9.0.22:110");
        d.seconds(4);
        long before = runs(d, "POP3_CHECK");
        d.uninstall(old);
        assertThat(checks(d, "POP3_CHECK"))
                .extracting(CheckStatus::state)
                .containsExactly(CheckStatus.State.HELD_UP, CheckStatus.State.HELD_DOWN);
        d.install(pop3());
        d.seconds(0.5);
        assertThat(checks(d, "POP3_CHECK"))
                .extracting(CheckStatus::state)
                .containsExactly(CheckStatus.State.UP, CheckStatus.State.DOWN);
        assertThat(runs(d, "POP3_CHECK")).as("each ran once at once").isEqualTo(before + 2);
        assertThat(d.messages(Event.Kind.SERVER)).as("no server flapped").hasSize(1);
    }

    @Test
    void aNewVersionThatFindsFaultWithABlockHoldsItsVerdictAndSaysWhere() {
        RunningDirector.Factory old = pop3();
        RunningDirector d = start(old);
        d.probes.kill("10.9.0.22:110");
        d.seconds(4);
        d.uninstall(old);
        RunningDirector.Factory newer = new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("mailbox"));
        d.install(newer);
        d.probes.kill("10.9.0.21:110");
        d.seconds(4);
        assertThat(checks(d, "POP3_CHECK"))
                .extracting(CheckStatus::state)
                .containsExactly(CheckStatus.State.HELD_UP, CheckStatus.State.HELD_DOWN);
        assertThat(type(d, "POP3_CHECK").state()).isEqualTo(CheckerTypeStatus.State.BROKEN);
        assertThat(type(d, "POP3_CHECK").problem()).contains("vigil.conf:15:").contains("user");

        d.uninstall(newer);
        d.install(pop3());
        d.seconds(1);
        assertThat(checks(d, "POP3_CHECK"))
                .as("a version that reads it as before goes on")
                .extracting(CheckStatus::state)
                .containsExactly(CheckStatus.State.DOWN, CheckStatus.State.DOWN);
        assertThat(type(d, "POP3_CHECK").state()).isEqualTo(CheckerTypeStatus.State.ACTIVE);
    }

    @Test
    void aReloadAcceptsWhatANewVersionReadsDifferently() {
        RunningDirector.Factory old = pop3();
        RunningDirector d = start(old);
        d.uninstall(old);
        d.install(new RunningDirector.Factory("POP3_CHECK", RunningDirector.text("mailbox")));
        d.seconds(1);
        assertThat(d.reload().taken()).isTrue();
        d.seconds(4);
        assertThat(checks(d, "POP3_CHECK")).extracting(CheckStatus::state).containsOnly(CheckStatus.State.UP);
    }

    @Test
    void ofTwoBundlesWithOneKeywordTheFirstCountsAndTheOtherStandsBy() {
        RunningDirector.Factory first = pop3();
        RunningDirector.Factory second = pop3();
        RunningDirector d = start(first);
        d.install(second);
        d.seconds(1);
        assertThat(d.core.checkerTypes().stream().filter(t -> t.keyword().equals("POP3_CHECK")))
                .extracting(CheckerTypeStatus::state)
                .containsExactly(CheckerTypeStatus.State.ACTIVE, CheckerTypeStatus.State.REPLACED);
        d.uninstall(first);
        d.seconds(1);
        assertThat(d.core.checkerTypes().stream().filter(t -> t.keyword().equals("POP3_CHECK")))
                .extracting(CheckerTypeStatus::state)
                .containsExactly(CheckerTypeStatus.State.ACTIVE);
        assertThat(checks(d, "POP3_CHECK")).extracting(CheckStatus::state).containsOnly(CheckStatus.State.UP);
    }

    @Test
    void aChangedFileRunsItsChecksAtOnceAndNoOthers() {
        Path file = directory.resolve("weight").toAbsolutePath().normalize();
        RunningDirector d = start(making(new Checker() {
            @Override
            public CompletionStage<Verdict> check(CheckContext context) {
                return new CompletableFuture<>();
            }

            @Override
            public Set<Path> watches() {
                return Set.of(file);
            }
        }));
        long others = runs(d, "TCP_CHECK");
        long own = runs(d, "POP3_CHECK");
        d.files.change(file);
        d.seconds(0.1);
        assertThat(runs(d, "POP3_CHECK")).isEqualTo(own + 2);
        assertThat(runs(d, "TCP_CHECK")).isEqualTo(others);
    }

    @Test
    void nothingIsWatchedAnyMoreWhenTheBundleHasLeft() {
        Path file = directory.resolve("weight").toAbsolutePath().normalize();
        RunningDirector.Factory watching = making(new Checker() {
            @Override
            public CompletionStage<Verdict> check(CheckContext context) {
                return new CompletableFuture<>();
            }

            @Override
            public Set<Path> watches() {
                return Set.of(file);
            }
        });
        RunningDirector d = start(watching);
        assertThat(d.files.followed()).containsExactly(file);
        d.uninstall(watching);
        assertThat(d.files.followed()).isEmpty();
    }

    @Test
    void aWarningIsToldWhenItComesChangesAndGoes() {
        RunningDirector d = start(pop3());
        d.probes.answer("10.9.0.21:110", verdict -> verdict.warning("expires in 9 days"));
        d.seconds(4);
        d.probes.answer("10.9.0.21:110", verdict -> verdict.warning("expires in 8 days"));
        d.seconds(4);
        assertThat(d.core.status().problems()).contains("1 check warns: POP3_CHECK 10.9.0.21:110: expires in 8 days");
        d.probes.answer("10.9.0.21:110", verdict -> verdict);
        d.seconds(4);
        assertThat(d.messages(Event.Kind.CHECK))
                .containsExactly(
                        "POP3_CHECK 10.9.0.21:110 warns: expires in 9 days",
                        "POP3_CHECK 10.9.0.21:110 warns: expires in 8 days",
                        "POP3_CHECK 10.9.0.21:110 no longer warns");
        assertThat(d.core.status().problems()).noneMatch(p -> p.contains("warns"));
    }

    @Test
    void aChangeOfTheWeightIsAddedToTheConfiguredOne() {
        RunningDirector d = start(pop3());
        d.probes.answer("10.9.0.21:110", verdict -> verdict.weightChange(6));
        d.seconds(4);
        assertThat(d.core.pools().get(1).servers().get(0).weight()).isEqualTo(7);
        d.probes.answer("10.9.0.21:110", verdict -> verdict.weightChange(-6));
        d.seconds(4);
        assertThat(d.core.pools().get(1).servers().get(0).weight()).isZero();
        d.probes.answer("10.9.0.21:110", verdict -> verdict.weightChange(Integer.MIN_VALUE));
        d.seconds(4);
        assertThat(checks(d, "POP3_CHECK").get(0).state()).isEqualTo(CheckStatus.State.DOWN);
    }

    @Test
    void aRunByHandShowsWhatItFoundAndCountsForNothing() {
        RunningDirector d = start(pop3());
        d.probes.kill("10.9.0.21:110");
        CheckStatus before = checks(d, "POP3_CHECK").get(0);
        List<CheckRun> ran = byHand(d, "POP3_CHECK 10.9.0.21:110");
        assertThat(ran).singleElement().satisfies(run -> {
            assertThat(run.verdict().orElseThrow().up()).isFalse();
            assertThat(run.problem()).isEmpty();
            assertThat(run.servers()).hasSize(1);
        });
        assertThat(checks(d, "POP3_CHECK").get(0)).isEqualTo(before);
        assertThat(d.messages(Event.Kind.SERVER)).isEmpty();
    }

    @Test
    void aRunByHandOfACheckThatCannotRunSaysWhy() {
        RunningDirector d = start();
        assertThat(byHand(d, "10.9.0.21:110"))
                .singleElement()
                .satisfies(run -> assertThat(run.problem()).contains("POP3_CHECK is not installed"));
        assertThatThrownBy(() -> byHand(d, "10.9.9.9:1")).hasMessageContaining("no check asks 10.9.9.9:1");
    }

    private static List<CheckRun> byHand(RunningDirector d, String target) {
        CompletableFuture<List<CheckRun>> answer = d.core.checkNow(target).toCompletableFuture();
        d.loop.settle();
        return answer.join();
    }
}
