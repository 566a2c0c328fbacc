package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * What every checker of a TCP service keeps, whatever it asks. A checker's own test extends this, names its factory, its options
 * and what a healthy server says, and then adds what is particular to it.
 */
public abstract class CheckerContract extends DeclarationContract {
    private static final Duration STEP = Duration.ofMillis(400);
    private static final Duration DEADLINE = Duration.ofMillis(1500);
    /** Where up is expected: a busy machine may take a second for the first handshake alone. */
    private static final Duration PATIENT_STEP = Duration.ofSeconds(8);

    private static final Duration PATIENT_DEADLINE = Duration.ofSeconds(20);

    /** A block that {@link #healthy()} satisfies. */
    protected abstract Options options();

    /** What a server says that is up. */
    protected abstract Dialogue healthy();

    /** What a server says that works but is not well; empty when the checker cannot tell. */
    protected abstract Optional<Dialogue> sick();

    /** False for a checker that is content with a connection, and so calls a server up that then says nothing or nonsense. */
    protected boolean readsAnswers() {
        return true;
    }

    /** Starts a server with this script; a checker that speaks TLS answers one that does. */
    protected ScriptedServer serve(ScriptedServer.Script script) {
        return ScriptedServer.start(script);
    }

    /** Makes the check and runs it once. */
    protected final Verdict ask(ScriptedServer server) throws Exception {
        return new LoopbackProbe().within(STEP, DEADLINE).ask(checker(), server.address());
    }

    private Verdict askPatiently(ScriptedServer server) throws Exception {
        return new LoopbackProbe().within(PATIENT_STEP, PATIENT_DEADLINE).ask(checker(), server.address());
    }

    private Checker checker() throws InvalidOptionsException {
        return factory().create(options());
    }

    private Verdict verdictOn(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = serve(script)) {
            return ask(server);
        }
    }

    private void assertDownUnlessContentWithAConnection(Verdict verdict) {
        assertThat(verdict.up()).as(verdict.reason()).isEqualTo(!readsAnswers());
        assertThat(verdict.reason()).isNotBlank().doesNotContain("\n").hasSizeLessThan(300);
    }

    @Test
    void saysUpWhenTheServerAnswersAsAsked() throws Exception {
        Verdict verdict;
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            verdict = askPatiently(server);
        }
        assertThat(verdict.up()).as(verdict.reason()).isTrue();
        assertThat(verdict.reason()).isNotBlank();
    }

    @Test
    void saysDownWhenTheServerAnswersSomethingElse() throws Exception {
        assumeThat(sick()).as("the checker looks at what the server says").isPresent();
        Verdict verdict = verdictOn(ScriptedServer.of(sick().orElseThrow()));
        assertThat(verdict.up()).as(verdict.reason()).isFalse();
        assertThat(verdict.reason()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void saysDownWhenTheConnectionIsRefused() throws Exception {
        Verdict verdict = new LoopbackProbe().within(STEP, DEADLINE).ask(checker(), ScriptedServer.nobody());
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.phase()).isEqualTo(Verdict.Phase.CONNECT);
        assertThat(verdict.reason()).contains("refused");
    }

    @Test
    void saysDownWithinTheDeadlineWhenTheServerIsSilent() throws Exception {
        assertDownUnlessContentWithAConnection(verdictOn(ScriptedServer.Client::untilItLeaves));
    }

    @Test
    void saysDownWithinTheDeadlineWhenTheServerDripsItsAnswer() throws Exception {
        assertDownUnlessContentWithAConnection(verdictOn(client -> {
            for (Dialogue.Turn turn : healthy().turns()) {
                if (turn instanceof Dialogue.Hear hear) {
                    client.hear(hear.end());
                } else if (turn instanceof Dialogue.Say say) {
                    client.drip(say.text(), STEP.dividedBy(2));
                }
            }
        }));
    }

    @Test
    void saysDownWhenTheServerTalksGarbage() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            byte[] noise = new byte[2000];
            new Random(seed).nextBytes(noise);
            assertDownUnlessContentWithAConnection(verdictOn(client -> client.say(noise)));
        }
    }

    @Test
    void saysDownWhenTheServerNeverStopsTalking() throws Exception {
        assertDownUnlessContentWithAConnection(verdictOn(client -> client.flood("x", Long.MAX_VALUE)));
    }

    @Test
    void saysDownWhenTheServerClosesHalfWay() throws Exception {
        assertDownUnlessContentWithAConnection(
                verdictOn(ScriptedServer.of(healthy().brokenOff())));
    }

    @Test
    void saysDownWhenTheServerResetsTheConnection() throws Exception {
        assertDownUnlessContentWithAConnection(verdictOn(client -> {
            if (healthy().turns().stream().findFirst().orElse(null) instanceof Dialogue.Hear hear) {
                client.hear(hear.end());
            }
            if (readsAnswers()) {
                client.reset();
            }
        }));
    }

    @Test
    void remembersNothingFromOneRunToTheNext() throws Exception {
        Checker checker = checker();
        LoopbackProbe probe = new LoopbackProbe().within(PATIENT_STEP, PATIENT_DEADLINE);
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(probe.ask(checker, server.address()).up()).isTrue();
            assertThat(probe.ask(checker, ScriptedServer.nobody()).up()).isFalse();
            assertThat(probe.ask(checker, server.address()).up()).isTrue();
        }
    }

    @Test
    void answersManyRunsAtATime() throws Exception {
        Checker checker = checker();
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            List<java.util.concurrent.CompletableFuture<Verdict>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(java.util.concurrent.CompletableFuture.supplyAsync(() -> {
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

    @Test
    void leavesTheServerWhenItIsDone() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(askPatiently(server).up()).isTrue();
            assertThat(server.heard()).isNotNull();
        }
    }
}
