package io.vigil.checker.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmtpCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new SmtpCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description())
                .with("helo_name", "d1.example.org")
                .build();
    }

    @Override
    protected Dialogue healthy() {
        return conversation("220 mx ready", "250 hello", "221 bye");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(conversation("421 too busy", "250 hello", "221 bye"));
    }

    private static Dialogue conversation(String greeting, String helo, String quit) {
        return Dialogue.start()
                .say(greeting + "\r\n")
                .hear("HELO d1.example.org\r\n")
                .say(helo + "\r\n")
                .hear("QUIT\r\n")
                .say(quit + "\r\n");
    }

    @Test
    void x10SaysNothingButHeloAndQuit() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(server).up()).isTrue();
            assertThat(server.heard()).isEqualTo("HELO d1.example.org\r\nQUIT\r\n");
        }
    }

    @ParameterizedTest(name = "x10: greeting \"{0}\", HELO \"{1}\": up {2}")
    @CsvSource({
        "220 mx, 250 ok, true",
        "220, 250 ok, false",
        "220-mx, 250 ok, false",
        "220 mx, 250-SIZE, false",
        "220 mx, 250, false",
        "220mx, 250 ok, false",
        "221 mx, 250 ok, false",
        "220 mx, 550 no, false",
    })
    void x10TakesOneLineWithACodeAndABlank(String greeting, String helo, boolean up) throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(conversation(greeting, helo, "221 bye")))) {
            assertThat(ask(server).up()).isEqualTo(up);
        }
    }

    @Test
    void x10IsContentWithAnyAnswerToQuit() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(conversation("220 mx", "250 ok", "500 what")))) {
            assertThat(ask(server).up()).isTrue();
        }
    }

    @Test
    void saysWhatTheServerSaidInstead() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(conversation("554 go away", "", "")))) {
            Verdict verdict = ask(server);
            assertThat(verdict.reason()).isEqualTo("greeting: '554 go away' instead of '220 '");
            assertThat(verdict.phase()).isEqualTo(Verdict.Phase.RESPONSE);
        }
    }

    @Test
    void x10RetriesInEveryRound() {
        assertThat(factory().description().habits()).containsExactly(Habit.RETRIES_IN_EVERY_ROUND);
        assertThat(factory().description().retries()).isEqualTo(1);
    }
}
