package io.vigil.contrib.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class Pop3CheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new Pop3CheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description()).build();
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start().say("+OK ready\r\n").hear("QUIT\r\n").say("+OK bye\r\n");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().say("-ERR mailbox store is away\r\n"));
    }

    @Test
    void saysQuitAndNothingElse() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(server).up()).isTrue();
            assertThat(server.heard()).isEqualTo("QUIT\r\n");
        }
    }

    @Test
    void isDownWhenTheServerDoesNotTakeLeave() throws Exception {
        Dialogue rude = Dialogue.start().say("+OK ready\r\n").hear("QUIT\r\n").say("-ERR\r\n");
        try (ScriptedServer server = serve(ScriptedServer.of(rude))) {
            assertThat(ask(server).reason()).isEqualTo("QUIT: '-ERR' instead of '+OK'");
        }
    }
}
