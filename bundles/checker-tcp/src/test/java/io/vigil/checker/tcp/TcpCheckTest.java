package io.vigil.checker.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TcpCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new TcpCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description()).build();
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start();
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.empty();
    }

    @Override
    protected boolean readsAnswers() {
        return false;
    }

    @Test
    void saysNotAWordToTheServer() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.Client::untilItLeaves)) {
            assertThat(ask(server).up()).isTrue();
            assertThat(server.heard()).isEmpty();
        }
    }
}
