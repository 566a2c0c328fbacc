package org.example.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract asks about servers that refuse, are silent, slow, noisy, endless, or close half way. */
final class GreetingCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new GreetingCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description())
                .with("say", "HELLO")
                .with("say", "HOW ARE YOU")
                .with("expect", "READY")
                .build();
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start().hear("HELLO\r\nHOW ARE YOU\r\n").say("READY when you are\r\n");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().hear("HELLO\r\nHOW ARE YOU\r\n").say("BUSY\r\n"));
    }

    @Test
    void saysWhatCameInstead() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(sick().orElseThrow()))) {
            assertThat(ask(server).reason()).isEqualTo("'BUSY' instead of 'READY'");
        }
    }
}
