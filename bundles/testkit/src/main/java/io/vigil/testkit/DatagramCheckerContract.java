package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * What every checker of a UDP service keeps that needs an answer. A checker's own test extends this, names its factory, its options
 * and the answers of a healthy and of a sick server, and then adds what is particular to it.
 */
public abstract class DatagramCheckerContract extends DeclarationContract {
    private static final Duration STEP = Duration.ofMillis(400);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int OVERSIZED = 60_000;

    /** A block that {@link #healthy} satisfies. */
    protected abstract Options options();

    /** What a server that is up answers to this request. */
    protected abstract byte[] healthy(byte[] request);

    /** What a server answers that works but is not well. */
    protected abstract byte[] sick(byte[] request);

    /** Makes a check from this block and runs it once against a server with this script. */
    protected final Verdict ask(Options block, ScriptedDatagrams.Script script) throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start(script)) {
            return ask(block, server.address());
        }
    }

    /** Makes a check from this block and runs it once. */
    protected final Verdict ask(Options block, InetSocketAddress server) throws Exception {
        return new LoopbackProbe().within(STEP, DEADLINE).ask(factory().create(block), server);
    }

    private Checker checker() throws InvalidOptionsException {
        return factory().create(options());
    }

    private static void assertDown(Verdict verdict) {
        assertThat(verdict.up()).as(verdict.reason()).isFalse();
        assertThat(verdict.reason()).isNotBlank().doesNotContain("\n").hasSizeLessThan(300);
    }

    @Test
    void saysUpWhenTheServerAnswersAsAsked() throws Exception {
        Verdict verdict = ask(options(), (client, request) -> client.say(healthy(request)));
        assertThat(verdict.up()).as(verdict.reason()).isTrue();
        assertThat(verdict.reason()).isNotBlank();
    }

    @Test
    void saysDownWhenTheServerAnswersSomethingElse() throws Exception {
        assertDown(ask(options(), (client, request) -> client.say(sick(request))));
    }

    @Test
    void saysDownWhenNobodyListens() throws Exception {
        Verdict verdict = ask(options(), ScriptedDatagrams.nobody());
        assertDown(verdict);
        assertThat(verdict.reason()).contains("refused");
    }

    @Test
    void saysDownWithinTheDeadlineWhenTheServerIsSilent() throws Exception {
        assertDown(ask(options(), (client, request) -> {}));
    }

    @Test
    void saysDownWhenTheServerTalksGarbage() throws Exception {
        Random random = new Random(11);
        for (int length : new int[] {0, 1, 11, 12, 40, 255, 512, 2000, OVERSIZED}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertDown(ask(options(), (client, request) -> client.say(noise)));
        }
    }

    @Test
    void saysDownWithinTheDeadlineWhenTheServerNeverStopsTalking() throws Exception {
        byte[] noise = new byte[OVERSIZED];
        assertDown(ask(options(), (client, request) -> {
            for (int i = 0; i < 200; i++) {
                client.say(noise);
            }
        }));
    }

    @Test
    void remembersNothingFromOneRunToTheNext() throws Exception {
        Checker checker = checker();
        LoopbackProbe probe = new LoopbackProbe().within(Duration.ofSeconds(2), DEADLINE);
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(healthy(request)))) {
            assertThat(probe.ask(checker, server.address()).up()).isTrue();
            assertThat(probe.ask(checker, ScriptedDatagrams.nobody()).up()).isFalse();
            assertThat(probe.ask(checker, server.address()).up()).isTrue();
        }
    }

    @Test
    void answersManyRunsAtATime() throws Exception {
        Checker checker = checker();
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(healthy(request)))) {
            List<CompletableFuture<Verdict>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return new LoopbackProbe().ask(checker, server.address());
                    } catch (InterruptedException | ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (var run : runs) {
                assertThat(run.get().up()).isTrue();
            }
        }
    }
}
