package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import io.vigil.core.check.ProbeResult;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeptConnectionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT);

    @AfterEach
    void stopTheEngine() {
        engine.close();
    }

    /** Asks, hears a line, and keeps the connection. */
    private static final class KeepingCheck implements Checker {
        private final Optional<TlsSettings> tls;

        KeepingCheck(boolean secure) {
            tls = secure ? Optional.of(TlsSettings.trusting(Optional.empty())) : Optional.empty();
        }

        @Override
        public CompletionStage<Verdict> check(CheckContext context) {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            context.connect(new ConnectionHandler() {
                @Override
                public void connected(Connection connection) {
                    tls.ifPresentOrElse(connection::startTls, () -> secured(connection));
                }

                @Override
                public void secured(Connection connection) {
                    connection.send(LineCheck.bytes(LineCheck.QUESTION));
                    connection.expectWithin(context.stepTimeout());
                }

                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    boolean secure = connection.tls().isPresent();
                    connection.keep();
                    verdict.complete(Verdict.up(
                            Verdict.Phase.RESPONSE,
                            (connection.kept() ? "kept" : "new") + (secure ? " and secure" : "")));
                }

                @Override
                public void closed(Connection connection) {
                    verdict.complete(Verdict.down(Verdict.Phase.RESPONSE, "closed"));
                }

                @Override
                public void failed(Verdict.Phase phase, IOException cause) {
                    verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
                }
            });
            return verdict;
        }
    }

    private String ask(Checker checker, InetSocketAddress server, Duration interval) throws Exception {
        BlockingQueue<ProbeResult> results = new LinkedBlockingQueue<>();
        engine.run(
                checker,
                Asked.target(server),
                Optional.empty(),
                Duration.ofSeconds(15),
                interval,
                Duration.ofSeconds(18),
                results::add);
        ProbeResult result = results.poll(20, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        return Asked.text(result);
    }

    private static void eventually(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean() && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Answers as often as it is asked. */
    private static void answer(ScriptedServer.Client client) throws IOException {
        while (true) {
            client.hear(LineCheck.QUESTION);
            client.say("PONG\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesTheNextRunTheConnectionOfTheLast(boolean secure) throws Exception {
        String and = secure ? " and secure" : "";
        KeepingCheck check = new KeepingCheck(secure);
        try (ScriptedServer server = secure
                ? ScriptedServer.startTls(KeptConnectionsTest::answer)
                : ScriptedServer.start(KeptConnectionsTest::answer)) {
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new" + and);
            for (int i = 0; i < 5; i++) {
                assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: kept" + and);
                assertThat(engine.keptConnections()).isEqualTo(1);
            }
            engine.close();
            assertThat(server.heard()).as("all on one connection").startsWith(LineCheck.QUESTION.repeat(6));
        }
    }

    @Test
    void givesNoCheckTheConnectionOfAnother() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(KeptConnectionsTest::answer);
                ScriptedServer other = ScriptedServer.start(KeptConnectionsTest::answer)) {
            KeepingCheck check = new KeepingCheck(false);
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new");
            assertThat(ask(new KeepingCheck(false), server.address(), LONG)).isEqualTo("up RESPONSE: new");
            assertThat(ask(check, other.address(), LONG)).isEqualTo("up RESPONSE: new");
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: kept");
        }
    }

    @Test
    void connectsAnewWhenTheServerHasClosedMeanwhile() throws Exception {
        KeepingCheck check = new KeepingCheck(false);
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear(LineCheck.QUESTION);
            client.say("PONG\n");
        })) {
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new");
            eventually(() -> engine.keptConnections() == 0);
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new");
        }
    }

    /** Nobody asked: what the server says between two runs must not be taken for the answer to the next question. */
    @Test
    void closesAConnectionOnWhichTheServerSpeaksUnasked() throws Exception {
        KeepingCheck check = new KeepingCheck(false);
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear(LineCheck.QUESTION);
            client.say("PONG\n");
            over.join();
            client.say("and another thing\n");
            client.untilItLeaves();
        })) {
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new");
            over.complete(true);
            eventually(() -> engine.keptConnections() == 0);
            assertThat(server.heard()).isEqualTo(LineCheck.QUESTION);
        }
    }

    @Test
    void closesWhatNoRunComesForWithinTwoIntervals() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(KeptConnectionsTest::answer)) {
            assertThat(ask(new KeepingCheck(false), server.address(), Duration.ofMillis(100)))
                    .isEqualTo("up RESPONSE: new");
            eventually(() -> engine.keptConnections() == 0);
            assertThat(server.heard()).startsWith(LineCheck.QUESTION);
        }
    }

    /** A check that is dropped or replaced leaves nothing behind, neither its connection nor a reference to its bundle. */
    @Test
    void closesWhatAForgottenCheckKept() throws Exception {
        KeepingCheck check = new KeepingCheck(false);
        KeepingCheck other = new KeepingCheck(false);
        try (ScriptedServer server = ScriptedServer.start(KeptConnectionsTest::answer)) {
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new");
            assertThat(ask(other, server.address(), LONG)).isEqualTo("up RESPONSE: new");
            engine.forget(check);
            assertThat(engine.keptConnections()).isEqualTo(1);
            assertThat(server.heard()).startsWith(LineCheck.QUESTION);
            assertThat(ask(other, server.address(), LONG)).isEqualTo("up RESPONSE: kept");
        }
    }

    @Test
    void keepsNothingForACheckThatIsForgottenWhileItRuns() throws Exception {
        KeepingCheck check = new KeepingCheck(false);
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear(LineCheck.QUESTION);
            engine.forget(check);
            client.say("PONG\n");
            client.untilItLeaves();
        })) {
            assertThat(ask(check, server.address(), LONG)).isEqualTo("up RESPONSE: new");
            assertThat(engine.keptConnections()).isZero();
            assertThat(server.heard()).as("closed").isEqualTo(LineCheck.QUESTION);
        }
    }

    @Test
    void closesAllWithTheEngine() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(KeptConnectionsTest::answer)) {
            assertThat(ask(new KeepingCheck(false), server.address(), LONG)).isEqualTo("up RESPONSE: new");
            engine.close();
            assertThat(server.heard()).startsWith(LineCheck.QUESTION);
        }
    }
}
