package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class BlockingDialogueTest {
    private static Verdict ask(BlockingDialogue.Client client) throws Exception {
        return new LoopbackProbe()
                .within(Duration.ofMillis(200), Duration.ofSeconds(20))
                .ask(context -> BlockingDialogue.run(context, client), ScriptedServer.nobody());
    }

    @Test
    void isWhatTheClientSays() throws Exception {
        Verdict verdict = ask(dialogue -> {
            dialogue.step(Verdict.Phase.BODY, "login");
            return dialogue.up("welcome\r\nfriend");
        });
        assertThat(verdict.up()).isTrue();
        assertThat(verdict.phase()).isEqualTo(Verdict.Phase.BODY);
        assertThat(verdict.reason()).isEqualTo("welcome friend");
    }

    @Test
    void isDownInTheStepWhoseTimeIsUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Verdict verdict = ask(dialogue -> {
            dialogue.step(Verdict.Phase.RESPONSE, "login");
            never.await();
            return dialogue.up("too late");
        });
        assertThat(verdict.failure()).contains("response: login: no answer within 200 ms");
    }

    @Test
    void isDownInTheStepThatFailed() throws Exception {
        Verdict verdict = ask(dialogue -> {
            dialogue.step(Verdict.Phase.TLS, "starttls");
            throw new IOException("bad\nrecord");
        });
        assertThat(verdict.failure()).contains("tls: starttls: bad record");
    }

    @Test
    void givesAClientAMegabyteToReadAndNoMore() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> client.flood("x", Long.MAX_VALUE))) {
            Verdict verdict =
                    new LoopbackProbe().ask(context -> BlockingDialogue.run(context, this::readAll), server.address());
            assertThat(verdict.failure()).contains("response: reading: more than 1048576 bytes in one conversation");
        }
    }

    private Verdict readAll(BlockingDialogue dialogue) throws IOException {
        try (Socket socket = dialogue.sockets().createSocket()) {
            socket.connect(dialogue.target(), dialogue.stepMillis());
            dialogue.step(Verdict.Phase.RESPONSE, "reading");
            return dialogue.up(socket.getInputStream().readAllBytes().length + " bytes");
        }
    }

    @Test
    void breaksWhenAPasswordCannotBeRead() throws Exception {
        CheckerDescription description =
                CheckerDescription.of("X_CHECK", "Is up.", Secret.declare("password", "The password"));
        Secret lost = Secret.of(
                        OptionsBuilder.of(description)
                                .with("password_file", "/nonexistent")
                                .build(),
                        "password")
                .orElseThrow();
        assertThatThrownBy(() -> ask(dialogue -> dialogue.up(dialogue.read(lost))))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("/nonexistent: no such file");
    }

    @Test
    void breaksWithTheClient() {
        assertThatThrownBy(() -> ask(dialogue -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("a bug");
    }
}
