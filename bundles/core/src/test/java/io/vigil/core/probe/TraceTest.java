package io.vigil.core.probe;

import static io.vigil.api.checker.Verdict.Phase.BODY;
import static io.vigil.api.checker.Verdict.Phase.CONNECT;
import static io.vigil.api.checker.Verdict.Phase.REQUEST;
import static io.vigil.api.checker.Verdict.Phase.RESPONSE;
import static io.vigil.api.checker.Verdict.Phase.TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.LineDialogue;
import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import io.vigil.core.check.ProbeResult;
import io.vigil.testkit.ScriptedServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TraceTest {
    private final ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT);

    @AfterEach
    void stopTheEngine() {
        engine.close();
    }

    private List<Verdict.Phase> phases(Checker checker, ScriptedServer.Script script, boolean tls) throws Exception {
        try (ScriptedServer server = tls ? ScriptedServer.startTls(script) : ScriptedServer.start(script)) {
            ProbeResult result =
                    Asked.patiently(engine, checker, server.address()).whole();
            List<PhaseTime> trace = result.trace();
            assertThat(trace).extracting(PhaseTime::at).isSorted();
            if (result instanceof ProbeResult.Answered answered) {
                assertThat(trace)
                        .extracting(PhaseTime::at)
                        .allMatch(at -> at.compareTo(answered.verdict().latency()) <= 0);
            }
            return trace.stream().map(PhaseTime::phase).toList();
        }
    }

    @Test
    void tellsWhenACheckConnectedAskedAndHeard() throws Exception {
        assertThat(phases(
                        new LineCheck(),
                        client -> {
                            client.hear(LineCheck.QUESTION);
                            client.say("PO");
                            client.say("NG\n");
                        },
                        false))
                .containsExactly(CONNECT, REQUEST, RESPONSE);
    }

    @Test
    void tellsWhenTlsBegan() throws Exception {
        assertThat(phases(
                        new LineCheck(Optional.of(TlsSettings.trusting(Optional.empty()))),
                        client -> {
                            client.hear(LineCheck.QUESTION);
                            client.say("PONG\n");
                        },
                        true))
                .containsExactly(CONNECT, TLS, REQUEST, RESPONSE);
    }

    /** The connection stands before the server greets: the two times are not the same thing. */
    @Test
    void tellsEachTurnOfAConversation() throws Exception {
        List<LineDialogue.Step> steps = List.of(
                LineDialogue.Step.beginning("greeting", "220", "HELO x"),
                LineDialogue.Step.beginning("HELO", "250", ""));
        assertThat(phases(
                        context -> LineDialogue.run(context, steps),
                        client -> {
                            client.say("220 hello\r\n");
                            client.hear("HELO x\r\n");
                            client.say("250 hello\r\n");
                        },
                        false))
                .containsExactly(CONNECT, REQUEST, RESPONSE, REQUEST, RESPONSE);
    }

    @Test
    void tellsWhatTheCheckSaysAndHowFarABrokenOneCame() throws Exception {
        assertThat(phases(
                        context -> {
                            context.entered(BODY);
                            return CompletableFuture.failedFuture(new IllegalStateException("no"));
                        },
                        client -> {},
                        false))
                .containsExactly(BODY);
    }

    @Test
    void isBoundedWhateverACheckSays() throws Exception {
        assertThat(phases(
                        context -> {
                            for (int i = 0; i < 10_000; i++) {
                                context.entered(BODY);
                            }
                            return CompletableFuture.completedFuture(Verdict.up(BODY, "talkative"));
                        },
                        client -> {},
                        false))
                .hasSize(48);
    }
}
