package io.vigil.contrib.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.Checker;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemcachedCheckTest extends CheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new MemcachedCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description()).build();
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start().hear("version\r\n").say("VERSION 1.6.18\r\n");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().hear("version\r\n").say("ERROR Too many open connections\r\n"));
    }

    @Test
    void asksForTheVersionAndQuits() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(server).reason()).isEqualTo("version: VERSION 1.6.18");
            assertThat(server.heard()).isEqualTo("version\r\nquit\r\n");
        }
    }

    @ParameterizedTest(name = "wanted \"{0}\", answer \"{1}\": up {2}")
    @CsvSource({
        "green, VALUE pool 0 5|green|END|, true",
        "green, VALUE pool 0 3|red|END|, false",
        "green, VALUE pool 0 11|green-grass|END|, false",
        "green, END|, false",
        ", VALUE pool 0 3|red|END|, true",
        ", VALUE poolside 0 3|red|END|, false",
        ", END|, false",
        ", SERVER_ERROR out of memory|, false",
    })
    void wantsTheKeyAndItsValue(String value, String answer, boolean up) throws Exception {
        OptionsBuilder block = OptionsBuilder.of(factory().description()).with("key", "pool");
        if (value != null) {
            block.with("value", value);
        }
        Checker checker = factory().create(block.build());
        Dialogue dialogue = Dialogue.start().hear("get pool\r\n").say(answer.replace("|", "\r\n"));
        try (ScriptedServer server = serve(ScriptedServer.of(dialogue))) {
            assertThat(new LoopbackProbe().ask(checker, server.address()).up()).isEqualTo(up);
        }
    }

    @Test
    void refusesAKeyThatNoServerTakesAndAValueWithoutAKey() {
        OptionsBuilder blank = OptionsBuilder.of(factory().description()).with("key", "two words");
        OptionsBuilder keyless = OptionsBuilder.of(factory().description()).with("value", "green");
        assertThatThrownBy(() -> factory().create(blank.build()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("test.conf:2:1");
        assertThatThrownBy(() -> factory().create(keyless.build())).isInstanceOf(InvalidOptionsException.class);
    }
}
