package io.vigil.contrib.nntp;

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

final class NntpCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new NntpCheckFactory();
    }

    @Override
    protected Options options() {
        return block().with("login", "monitor")
                .with("password", "geheim")
                .with("group", "local.test")
                .with("min_articles", 3L)
                .with("posting")
                .build();
    }

    private OptionsBuilder block() {
        return OptionsBuilder.of(factory().description());
    }

    @Override
    protected Dialogue healthy() {
        return loggingIn("281 Authentication succeeded")
                .hear("GROUP local.test\r\n")
                .say("211 3 1 3 local.test\r\n")
                .hear("QUIT\r\n")
                .say("205\r\n"); // No text: the library takes a text that breaks off for a whole one
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().say("400 news.example.org throttled\r\n"));
    }

    private static Dialogue loggingIn(String answer) {
        return Dialogue.start()
                .say("200 news.example.org InterNetNews NNRP server ready (posting ok)\r\n")
                .hear("AUTHINFO USER monitor\r\n")
                .say("381 Enter password\r\n")
                .hear("AUTHINFO PASS geheim\r\n")
                .say(answer + "\r\n");
    }

    @Test
    void isDownWhenTheLoginIsRefused() throws Exception {
        assertThatTold(loggingIn("481 Authentication failed"), "response: login: 481 Authentication failed");
    }

    @Test
    void isDownWhenTheGroupIsNotCarriedOrHasTooFewArticles() throws Exception {
        Dialogue asked = loggingIn("281 ok").hear("GROUP local.test\r\n");
        assertThatTold(
                asked.say("411 No such group local.test\r\n"), "body: group local.test: 411 No such group local.test");
        assertThatTold(asked.say("211 2 1 2 local.test\r\n"), "body: group local.test: 2 articles, fewer than 3");
    }

    @Test
    void isDownWhenPostingIsAskedForAndProhibited() throws Exception {
        assertThatTold(
                Dialogue.start().say("201 reading only\r\n"), "response: greeting: '201 reading only': no posting");
    }

    private void assertThatTold(Dialogue dialogue, String failure) throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(dialogue))) {
            assertThat(ask(server).failure()).contains(failure);
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
    void refusesALoginWithoutAPasswordAndACountWithoutAGroup() {
        assertThatThrownBy(
                        () -> factory().create(block().with("login", "monitor").build()))
                .isInstanceOf(InvalidOptionsException.class);
        assertThatThrownBy(
                        () -> factory().create(block().with("min_articles", 3L).build()))
                .isInstanceOf(InvalidOptionsException.class);
    }
}
