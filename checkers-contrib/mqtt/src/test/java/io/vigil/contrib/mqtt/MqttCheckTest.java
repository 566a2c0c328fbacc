package io.vigil.contrib.mqtt;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MqttCheckTest extends CheckerContract {
    private static final String PINGREQ = "\u00c0\u0000";
    private static final String PINGRESP = "\u00d0\u0000";
    private static final String DISCONNECT = "\u00e0\u0000";
    /** MQTT 3.1.1 section 3.1: name and level, clean session with user and password, 30 s, no client identifier. */
    private static final String CONNECT =
            "\u0010\u001d\u0000\u0004MQTT\u0004\u00c2\u0000\u001e\u0000\u0000\u0000\u0007monitor"
                    + "\u0000\u0006geheim";

    @Override
    protected CheckerFactory factory() {
        return new MqttCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description())
                .with("login", "monitor")
                .with("password", "geheim")
                .with("ping")
                .build();
    }

    @Override
    protected Dialogue healthy() {
        return connected(0).hear(PINGREQ).say(PINGRESP);
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(connected(3));
    }

    private static Dialogue connected(int code) {
        return Dialogue.start().hear("geheim").say(" \u0002\u0000" + (char) code);
    }

    @Test
    void opensASessionPingsAndLeaves() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(server).reason()).isEqualTo("PINGRESP received");
            assertThat(server.heard()).isEqualTo(CONNECT + PINGREQ + DISCONNECT);
        }
    }

    @ParameterizedTest(name = "return code {0}: {1}")
    @CsvSource({
        "2, CONNECTION_REFUSED_IDENTIFIER_REJECTED",
        "3, CONNECTION_REFUSED_SERVER_UNAVAILABLE",
        "4, CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD",
        "5, CONNECTION_REFUSED_NOT_AUTHORIZED",
    })
    void tellsWhyTheBrokerRefuses(int code, String reason) throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(connected(code)))) {
            assertThat(ask(server).failure()).contains("response: CONNACK: " + reason);
        }
    }

    @Test
    void isDownWhenTheBrokerAnswersSomethingElse() throws Exception {
        try (ScriptedServer server =
                serve(ScriptedServer.of(Dialogue.start().hear("geheim").say(PINGRESP)))) {
            assertThat(ask(server).failure()).contains("response: CONNACK: PINGRESP instead");
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
    void refusesAPasswordWithoutALogin() {
        Options block = OptionsBuilder.of(factory().description())
                .with("password", "geheim")
                .build();
        assertThatThrownBy(() -> factory().create(block))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("test.conf:2:1");
    }

    @Test
    void printsNoPassword() throws Exception {
        assertThat(factory().create(options()).toString() + options()).doesNotContain("geheim");
    }
}
