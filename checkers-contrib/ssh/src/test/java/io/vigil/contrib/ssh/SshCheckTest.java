package io.vigil.contrib.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SshCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new SshCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description())
                .with("software", "OpenSSH_")
                .build();
    }

    @Override
    protected Dialogue healthy() {
        return says("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(says("Exceeded MaxStartups"));
    }

    private static Dialogue says(String line) {
        return Dialogue.start().say(line + "\r\n");
    }

    @Test
    void identifiesItself() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(server).reason()).isEqualTo("identification: SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3");
            assertThat(server.heard()).isEqualTo("SSH-2.0-Vigil\r\n");
        }
    }

    @ParameterizedTest(name = "\"{0}\": up {1}")
    @CsvSource({
        "SSH-2.0-OpenSSH_9.2, true",
        "SSH-1.99-OpenSSH_3.9, true",
        "SSH-1.5-OpenSSH_1.2, false",
        "SSH-2.0-dropbear_2022.83, false",
    })
    void wantsVersionTwoOfTheSoftwareThatIsAskedFor(String line, boolean up) throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(says(line)))) {
            assertThat(ask(server).up()).isEqualTo(up);
        }
    }

    @Test
    void passesOverTheLinesBeforeTheIdentification() throws Exception {
        Dialogue welcoming = Dialogue.start().say("Welcome.\r\nNo entry for strangers.\r\nSSH-2.0-OpenSSH_9.2\r\n");
        try (ScriptedServer server = serve(ScriptedServer.of(welcoming))) {
            assertThat(ask(server).up()).isTrue();
        }
    }

    @Test
    void isDownWhenTheIdentificationIsLongerThanAllowed() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(says("SSH-2.0-OpenSSH_" + "9".repeat(240))))) {
            assertThat(ask(server).up()).isFalse();
        }
    }
}
