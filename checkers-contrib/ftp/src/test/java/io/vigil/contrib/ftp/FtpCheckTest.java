package io.vigil.contrib.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FtpCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new FtpCheckFactory();
    }

    @Override
    protected Options options() {
        return block().with("login", "monitor")
                .with("password", "geheim")
                .with("directory", "/pub")
                .with("file", "README")
                .build();
    }

    private OptionsBuilder block() {
        return OptionsBuilder.of(factory().description());
    }

    @Override
    protected Dialogue healthy() {
        return loggingIn("230 Login successful.")
                .hear("CWD /pub\r\n")
                .say("250 Directory successfully changed.\r\n")
                .hear("TYPE I\r\n")
                .say("200 Switching to Binary mode.\r\n")
                .hear("SIZE README\r\n")
                .say("213 6\r\n")
                .hear("QUIT\r\n")
                .say("221 .\r\n"); // Hardly a text: the library takes one that breaks off for a whole one
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().say("421 There are too many connected users.\r\n"));
    }

    private static Dialogue loggingIn(String answer) {
        return Dialogue.start()
                .say("220-Welcome\r\n220 (vsFTPd 3.0.3)\r\n")
                .hear("USER monitor\r\n")
                .say("331 Please specify the password.\r\n")
                .hear("PASS geheim\r\n")
                .say(answer + "\r\n");
    }

    @Test
    void isDownWhenTheLoginIsRefusedAndDoesNotTellThePassword() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(loggingIn("530 Login incorrect.")))) {
            assertThat(ask(server).failure()).contains("response: login: 530 Login incorrect.");
        }
    }

    @Test
    void isDownWhenTheFileIsMissing() throws Exception {
        Dialogue missing = loggingIn("230 Login successful.")
                .hear("CWD /pub\r\n")
                .say("250 ok\r\n")
                .hear("TYPE I\r\n")
                .say("200 ok\r\n")
                .hear("SIZE README\r\n")
                .say("550 Could not get file size.\r\n");
        try (ScriptedServer server = serve(ScriptedServer.of(missing))) {
            assertThat(ask(server).failure()).contains("body: file README: 550 Could not get file size.");
        }
    }

    @Test
    void isContentWithAGreetingWhenNobodyLogsIn() throws Exception {
        Dialogue greeting =
                Dialogue.start().say("220 ready\r\n").hear("QUIT\r\n").say("221 Goodbye.\r\n");
        try (ScriptedServer server = serve(ScriptedServer.of(greeting))) {
            assertThat(new LoopbackProbe()
                            .ask(factory().create(block().build()), server.address())
                            .up())
                    .isTrue();
            assertThat(server.heard()).isEqualTo("QUIT\r\n");
        }
    }

    @Test
    void breaksWhenThePasswordCannotBeRead() {
        assertBreaks(
                OptionsBuilder.of(factory().description())
                        .with("login", "probe")
                        .with("password_file", "/nowhere/password"),
                "/nowhere/password: no such file");
    }

    @Test
    void refusesADirectoryWithoutALogin() {
        assertThatThrownBy(
                        () -> factory().create(block().with("directory", "/pub").build()))
                .isInstanceOf(InvalidOptionsException.class);
    }
}
