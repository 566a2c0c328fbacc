package io.vigil.contrib.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedServer;
import io.vigil.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MqttRealServerTest {
    private final MqttCheckFactory factory = new MqttCheckFactory();
    private final InetSocketAddress address = ScriptedServer.nobody();
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = RealServer.directory("mqtt");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        RealServer.remove(directory);
    }

    private RealServer mosquitto(String access) throws IOException {
        String program = RealServer.program("mosquitto", "mosquitto");
        Path file = Files.writeString(
                directory.resolve("mosquitto.conf"),
                "listener " + address.getPort() + " 127.0.0.1\nuser root\n" + access + "\n");
        return RealServer.start(directory, address, List.of(program, "-c", file.toString()));
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"3.1.1", "5"})
    void mosquittoAcceptsASessionAndAnswersAPing(String version) throws Exception {
        try (RealServer server = mosquitto("allow_anonymous true")) {
            Verdict verdict = ask(block().with("version", version).with("ping"));
            assertThat(verdict.up()).as(verdict.reason() + server.log()).isTrue();
            assertThat(verdict.reason()).isEqualTo("PINGRESP received");
        }
    }

    @Test
    void mosquittoWantsALoginAndThePasswordMayComeFromAFile() throws Exception {
        Path passwords = directory.resolve("passwords");
        RealServer.run(
                directory,
                List.of(
                        RealServer.program("mosquitto_passwd", "mosquitto"),
                        "-b",
                        "-c",
                        passwords.toString(),
                        "monitor",
                        "geheim"));
        Path secret = Files.writeString(directory.resolve("secret"), "geheim\n");
        try (RealServer server = mosquitto("allow_anonymous false\npassword_file " + passwords)) {
            Verdict verdict = ask(block().with("login", "monitor").with("password_file", secret.toString()));
            assertThat(verdict.up()).as(verdict.reason() + server.log()).isTrue();
            assertThat(ask(block()).reason()).contains("REFUSED");
            assertThat(ask(block().with("version", "5").with("login", "monitor").with("password", "falsch"))
                            .reason())
                    .contains("REFUSED");
        }
    }

    @Test
    void mosquittoIsAskedBehindTls() throws Exception {
        try (RealServer server =
                mosquitto("allow_anonymous true\ncertfile " + TestCertificate.SERVER.certificateIn(directory)
                        + "\nkeyfile " + TestCertificate.SERVER.keyIn(directory))) {
            Verdict trusting = ask(block().with("tls"));
            assertThat(trusting.up()).as(trusting.reason() + server.log()).isTrue();
            assertThat(ask(block().with("tls").with("verify")).phase()).isEqualTo(Verdict.Phase.TLS);
        }
    }

    private OptionsBuilder block() {
        return OptionsBuilder.of(factory.description());
    }

    private Verdict ask(OptionsBuilder block) throws Exception {
        return new LoopbackProbe().ask(factory.create(block.build()), address);
    }
}
