package io.vigil.contrib.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ImapCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new ImapCheckFactory();
    }

    @Override
    protected Options options() {
        return block().with("login", "monitor")
                .with("password", "geheim")
                .with("mailbox", "INBOX")
                .build();
    }

    private OptionsBuilder block() {
        return OptionsBuilder.of(factory().description());
    }

    @Override
    protected Dialogue healthy() {
        return loggingIn("OK [CAPABILITY" + " X-SOMETHING".repeat(30) + "] Logged in.")
                .hear("EXAMINE INBOX\r\n")
                .say("* 3 EXISTS\r\n* 0 RECENT\r\nAAAB OK [READ-ONLY] Examine completed.\r\n")
                .hear("LOGOUT\r\n")
                .say("* BYE Logging out\r\nAAAC OK Logout completed.\r\n");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().say("* BYE too many connections\r\n"));
    }

    private static Dialogue loggingIn(String answer) {
        return Dialogue.start()
                .say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n")
                .hear("AAAA AUTHENTICATE PLAIN\r\n")
                .say("+ \r\n")
                .hear("AG1vbml0b3IAZ2VoZWlt\r\n")
                .say("AAAA " + answer + "\r\n");
    }

    @Test
    void isDownWhenTheLoginIsRefusedAndDoesNotTellThePassword() throws Exception {
        Dialogue refused = loggingIn("NO [AUTHENTICATIONFAILED] Authentication failed.");
        try (ScriptedServer server = serve(ScriptedServer.of(refused))) {
            assertThat(ask(server).failure())
                    .hasValueSatisfying(failure -> assertThat(failure)
                            .startsWith("response: login: AAAA NO [AUTHENTICATIONFAILED]")
                            .doesNotContain("geheim", "AG1vbml0b3IAZ2VoZWlt"));
        }
    }

    @Test
    void isDownWhenTheMailboxDoesNotOpen() throws Exception {
        Dialogue missing = loggingIn("OK Logged in.").hear("EXAMINE INBOX\r\n").say("AAAB NO no such mailbox\r\n");
        try (ScriptedServer server = serve(ScriptedServer.of(missing))) {
            assertThat(ask(server).failure()).contains("body: mailbox INBOX: AAAB NO no such mailbox");
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
    void refusesALoginWithoutAPasswordAndAMailboxWithoutALogin() {
        assertThatThrownBy(
                        () -> factory().create(block().with("login", "monitor").build()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("test.conf:2:1");
        assertThatThrownBy(
                        () -> factory().create(block().with("mailbox", "INBOX").build()))
                .isInstanceOf(InvalidOptionsException.class);
    }
}
