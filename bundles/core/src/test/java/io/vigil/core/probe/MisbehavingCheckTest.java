package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which a checker can break its contract ends in exactly one result, and in nothing left behind. */
final class MisbehavingCheckTest {
    private static final ProbeLimits LIMITS = new ProbeLimits(2, 2, 100_000, 5, Duration.ofMillis(300));

    private final ProbeEngine engine = new ProbeEngine(LIMITS);

    /** Sends its question and never makes up its mind. */
    private static CompletionStage<Verdict> hang(CheckContext context, AtomicReference<String> told) {
        context.connect(new ConnectionHandler() {
            @Override
            public void connected(Connection connection) {
                connection.send(LineCheck.bytes("I wait"));
            }

            @Override
            public void closed(Connection connection) {
                told.set("closed");
            }

            @Override
            public void failed(Verdict.Phase phase, IOException cause) {
                told.set("failed");
            }
        });
        return new CompletableFuture<>();
    }

    private String result(Checker checker) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            Asked asked = Asked.ask(engine, checker, server.address());
            String result = asked.result();
            assertThat(asked.hasAnother()).isFalse();
            return result;
        }
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(engine.running()).isZero();
        engine.close();
        engine.close();
    }

    @Test
    void breaksWhenItThrows() throws Exception {
        assertThat(result(context -> {
                    throw new IllegalStateException("out of ideas");
                }))
                .isEqualTo("broke: the check threw IllegalStateException: out of ideas");
    }

    @Test
    void breaksWhenItsBundleIsHalfGone() throws Exception {
        assertThat(result(context -> {
                    throw new NoClassDefFoundError("org/example/Client");
                }))
                .isEqualTo("broke: the check threw NoClassDefFoundError: org/example/Client");
    }

    @Test
    @SuppressWarnings("NullAway") // what a checker written without NullAway may do
    void breaksWhenItReturnsNothing() throws Exception {
        assertThat(result(context -> null)).startsWith("broke: the check threw NullPointerException");
    }

    @Test
    @SuppressWarnings("NullAway") // what a checker written without NullAway may do
    void breaksWhenItsVerdictIsNull() throws Exception {
        assertThat(result(context -> CompletableFuture.completedFuture(null)))
                .isEqualTo("broke: the check gave no verdict");
    }

    @Test
    void breaksWhenItsStageFails() throws Exception {
        assertThat(result(context -> CompletableFuture.failedFuture(new IOException("no"))))
                .isEqualTo("broke: the check threw IOException: no");
    }

    @Test
    void countsItsFirstVerdictOnly() throws Exception {
        assertThat(result(context -> {
                    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
                    verdict.complete(Verdict.up(Verdict.Phase.RUN, "first"));
                    verdict.complete(Verdict.down(Verdict.Phase.RUN, "second"));
                    verdict.obtrudeValue(Verdict.down(Verdict.Phase.RUN, "third"));
                    return verdict;
                }))
                .isEqualTo("down RUN: third");
    }

    @Test
    void mayCompleteOnAnotherThread() throws Exception {
        assertThat(result(context -> CompletableFuture.supplyAsync(() -> Verdict.up(Verdict.Phase.RUN, "elsewhere"))))
                .isEqualTo("up RUN: elsewhere");
    }

    @Test
    void breaksAtItsDeadlineAndLosesItsConnectionWhenItNeverCompletes() throws Exception {
        AtomicReference<String> told = new AtomicReference<>("nothing");
        CompletableFuture<Verdict> never = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            Asked asked = Asked.ask(
                    engine,
                    context -> {
                        var unused = hang(context, told);
                        return never;
                    },
                    server.address());
            assertThat(asked.result()).isEqualTo("broke: no verdict within 1.5 s");
            assertThat(server.heard()).isEqualTo("I wait");
        }
        assertThat(never).isCancelled();
        assertThat(told).hasValue("nothing");
    }

    @Test
    void breaksWhenAHandlerThrows() throws Exception {
        assertThat(result(context -> {
                    context.connect(new ConnectionHandler() {
                        @Override
                        public void connected(Connection connection) {
                            throw new ArithmeticException("/ by zero");
                        }

                        @Override
                        public void failed(Verdict.Phase phase, IOException cause) {}
                    });
                    return new CompletableFuture<>();
                }))
                .isEqualTo("broke: the check threw ArithmeticException: / by zero");
    }

    @Test
    void breaksWhenATimerThrows() throws Exception {
        assertThat(result(context -> {
                    var unused = context.loop()
                            .schedule(
                                    (Runnable) () -> {
                                        throw new IllegalStateException("tick");
                                    },
                                    1,
                                    TimeUnit.MILLISECONDS);
                    return new CompletableFuture<>();
                }))
                .isEqualTo("broke: the check threw IllegalStateException: tick");
    }

    @Test
    void cannotShutTheLoopDown() throws Exception {
        assertThat(result(context -> {
                    assertThatThrownBy(context.loop()::shutdownNow).isInstanceOf(UnsupportedOperationException.class);
                    return CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "still there"));
                }))
                .isEqualTo("up RUN: still there");
    }

    @Test
    void losesItsTimersWithItsRun() throws Exception {
        AtomicBoolean late = new AtomicBoolean();
        AtomicReference<java.util.concurrent.Future<?>> timer = new AtomicReference<>();
        assertThat(result(context -> {
                    timer.set(context.loop().schedule(() -> late.set(true), 1, TimeUnit.HOURS));
                    return CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "done"));
                }))
                .isEqualTo("up RUN: done");
        assertThat(timer.get()).isNotNull().isCancelled();
        assertThat(late).isFalse();
    }

    @Test
    void isInterruptedWhenItBlocksItsLoop() throws Exception {
        assertThat(result(context -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                    return new CompletableFuture<>();
                }))
                .startsWith("broke: ");
        try (ScriptedServer server = ScriptedServer.start(client -> client.say("PONG\n"))) {
            for (int i = 0; i < LIMITS.loops(); i++) {
                assertThat(Asked.patiently(engine, new LineCheck(), server.address())
                                .result())
                        .isEqualTo("up RESPONSE: PONG");
            }
        }
    }

    @Test
    void stillEndsInTimeWhenItHoldsItsLoopForGood() throws Exception {
        AtomicBoolean release = new AtomicBoolean();
        try {
            assertThat(result(context -> {
                        while (!release.get()) {
                            Thread.onSpinWait();
                        }
                        return new CompletableFuture<>();
                    }))
                    .isEqualTo("broke: no verdict within 1.5 s, and a check still holds the event loop");
        } finally {
            release.set(true);
        }
    }

    @Test
    void breaksWhenItOpensTooManyConnections() throws Exception {
        assertThat(result(context -> {
                    for (int i = 0; i <= LIMITS.connectionsPerRun(); i++) {
                        var unused = hang(context, new AtomicReference<>());
                    }
                    return new CompletableFuture<>();
                }))
                .isEqualTo("broke: the check opened more than 5 connections");
    }

    @Test
    void isToldNothingMoreOnceItHasClosedItsConnection() throws Exception {
        List<String> told = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(client -> client.say("hello"))) {
            Asked asked = Asked.ask(
                    engine,
                    context -> {
                        context.connect(new ConnectionHandler() {
                            @Override
                            public void connected(Connection connection) {
                                told.add("connected");
                                connection.expectWithin(Duration.ofMillis(10));
                                connection.close();
                                connection.close();
                                connection.send(LineCheck.bytes("into the void"));
                                connection.expectWithin(Duration.ofMillis(10));
                            }

                            @Override
                            public void received(Connection connection, ByteBuffer bytes) {
                                told.add("received");
                            }

                            @Override
                            public void closed(Connection connection) {
                                told.add("closed");
                            }

                            @Override
                            public void failed(Verdict.Phase phase, IOException cause) {
                                told.add("failed");
                            }
                        });
                        return new CompletableFuture<>();
                    },
                    server.address());
            assertThat(asked.result()).isEqualTo("broke: no verdict within 1.5 s");
            assertThat(server.heard()).doesNotContain("void");
        }
        assertThat(told).containsExactly("connected");
    }

    @Test
    void runsBlockingClientsOnLentThreads() throws Exception {
        assertThat(result(context -> context.blocking(
                                () -> Thread.currentThread().getName())
                        .thenApply(name -> Verdict.up(Verdict.Phase.RUN, name.replaceAll("\\d+", "N")))))
                .isEqualTo("up RUN: check-blocking-N");
    }

    @Test
    void interruptsABlockingClientAtTheDeadlineAndLendsItsThreadAgain() throws Exception {
        int share = LIMITS.blockingThreads() / 2;
        CountDownLatch interrupted = new CountDownLatch(share);
        Checker stuck = context -> context.blocking(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Verdict.up(Verdict.Phase.RUN, "never");
        });
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < 3 * share; i++) {
            all.add(Asked.ask(engine, stuck, ScriptedServer.nobody()));
        }
        for (Asked one : all) {
            assertThat(one.result()).isEqualTo("broke: no verdict within 1.5 s");
        }
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(result(context -> context.blocking(() -> Verdict.up(Verdict.Phase.RUN, "free again"))))
                .isEqualTo("up RUN: free again");
    }

    @Test
    void thatBlocksEveryLoopForEverHoldsUpNoOtherBundle() throws Exception {
        AtomicBoolean released = new AtomicBoolean();
        Checker deaf = ofAnotherBundle(() -> {
            while (!released.get()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            return CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "at last"));
        });
        try {
            List<Asked> stuck = new ArrayList<>();
            for (int i = 0; i < 2 * LIMITS.loops(); i++) {
                stuck.add(Asked.ask(engine, deaf, ScriptedServer.nobody()));
            }
            for (int i = 0; i < 2 * LIMITS.loops(); i++) {
                assertThat(result(context -> CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "free"))))
                        .isEqualTo("up RUN: free");
            }
            for (Asked one : stuck) {
                assertThat(one.result()).startsWith("broke: no verdict within 1.5 s");
            }
            engine.leave(deaf.getClass().getClassLoader());
            assertThat(result(
                            context -> CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "still free"))))
                    .isEqualTo("up RUN: still free");
        } finally {
            released.set(true);
        }
    }

    /** A checker whose class was loaded by another loader than this test's, as another bundle's is. */
    private static Checker ofAnotherBundle(Callable<CompletionStage<Verdict>> check) throws IOException {
        try (URLClassLoader bundle = new URLClassLoader(new URL[0], MisbehavingCheckTest.class.getClassLoader())) {
            return (Checker) Proxy.newProxyInstance(
                    bundle, new Class<?>[] {Checker.class}, (self, method, arguments) -> check.call());
        }
    }

    @Test
    void isAbandonedWhenItsBundleLeaves() throws Exception {
        Checker hanging = context -> hang(context, new AtomicReference<>());
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            Asked asked = Asked.ask(engine, hanging, server.address());
            engine.leave(hanging.getClass().getClassLoader());
            String result = asked.result();
            assertThat(result).isIn("broke: its bundle left", "broke: no verdict within 1.5 s");
        }
    }

    @Test
    void breaksWhenTheEngineStops() throws Exception {
        Asked asked = Asked.ask(engine, context -> new CompletableFuture<>(), ScriptedServer.nobody());
        engine.close();
        assertThat(asked.result()).isEqualTo("broke: the director is stopping");
        assertThat(Asked.ask(engine, new LineCheck(), ScriptedServer.nobody()).result())
                .isEqualTo("broke: the director is stopping");
    }
}
