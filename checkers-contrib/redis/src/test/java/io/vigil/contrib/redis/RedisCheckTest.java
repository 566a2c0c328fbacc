package io.vigil.contrib.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as Redis 7.0.15 gives them. */
final class RedisCheckTest extends CheckerContract {
    private static final String PING = "*1\r\n$4\r\nPING\r\n";
    private static final String ROLE = "*1\r\n$4\r\nROLE\r\n";
    private static final String MASTER =
            "*3\r\n$6\r\nmaster\r\n:14\r\n*1\r\n*3\r\n$9\r\n127.0.0.1\r\n$4\r\n6380\r\n$2\r\n14\r\n";
    private static final String LONELY = "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n";
    private static final String REPLICA = "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:6379\r\n$9\r\nconnected\r\n:14\r\n";
    private static final String STRANDED = "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:6379\r\n$7\r\nconnect\r\n:-1\r\n";

    @Override
    protected CheckerFactory factory() {
        return new RedisCheckFactory();
    }

    @Override
    protected Options options() {
        return block().build();
    }

    private OptionsBuilder block() {
        return OptionsBuilder.of(factory().description());
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start().hear(PING).say("+PONG\r\n");
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().hear(PING).say("-LOADING Redis is loading the dataset in memory\r\n"));
    }

    @Test
    void tellsTheServersOwnWords() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(sick().orElseThrow()))) {
            assertThat(ask(server).failure())
                    .contains("response: PING: LOADING Redis is loading the dataset in memory");
        }
    }

    @ParameterizedTest(name = "role {0} with at least {1} replicas of {2} is up: {3}")
    @CsvSource({
        "master, 0, LONELY, true, master with 0 replicas online",
        "master, 1, LONELY, false, 'master with 0 replicas online, at least 1 asked for'",
        "master, 1, MASTER, true, master with 1 replica online",
        "any, 2, MASTER, false, 'master with 1 replica online, at least 2 asked for'",
        "master, 0, REPLICA, false, 'is a replica, not a master'",
        "any, 1, REPLICA, false, 'is a replica, not a master'",
        "replica, 0, REPLICA, true, 'replica, connected'",
        "replica, 0, STRANDED, false, replica whose link to its master is 'connect'",
        "replica, 0, MASTER, false, 'is a master, not a replica'",
        "replica, 0, NOTHING, false, ROLE: an answer that is no list",
    })
    void wantsTheRoleAskedFor(String role, long replicas, String answer, boolean up, String reason) throws Exception {
        Options options =
                block().with("role", role).with("min_replicas", replicas).build();
        Dialogue dialogue = healthy().hear(ROLE).say(answer(answer));
        Verdict verdict = ask(options, dialogue);
        assertThat(verdict.up()).as(verdict.reason()).isEqualTo(up);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    private static String answer(String name) {
        return switch (name) {
            case "LONELY" -> LONELY;
            case "MASTER" -> MASTER;
            case "REPLICA" -> REPLICA;
            case "STRANDED" -> STRANDED;
            default -> "$-1\r\n";
        };
    }

    @Test
    void logsInWithUserAndPassword() throws Exception {
        Options options =
                block().with("user", "probe").with("password", "pässword").build();
        Dialogue dialogue = Dialogue.start()
                .hear("*3\r\n$4\r\nAUTH\r\n$5\r\nprobe\r\n$9\r\np\u00c3\u00a4ssword\r\n")
                .say("+OK\r\n")
                .hear(PING)
                .say("+PONG\r\n");
        assertThat(ask(options, dialogue).up()).isTrue();
    }

    @Test
    void neverTellsThePassword() throws Exception {
        Options options = block().with("password", "sesame").build();
        Dialogue dialogue = Dialogue.start()
                .hear("$6\r\nsesame\r\n")
                .say("-WRONGPASS invalid username-password pair or user is disabled.\r\n");
        Verdict verdict = ask(options, dialogue);
        assertThat(verdict.reason()).startsWith("AUTH: WRONGPASS").doesNotContain("sesame");
        assertThat(factory().create(options).toString()).doesNotContain("sesame");
    }

    @Test
    void breaksWhenThePasswordCannotBeRead() {
        assertBreaks(block().with("password_file", "/nowhere/redis.password"), "/nowhere/redis.password: no such file");
    }

    @Test
    void speaksTlsWhenAsked() throws Exception {
        Options options = block().with("tls").build();
        try (ScriptedServer server = ScriptedServer.startTls(ScriptedServer.of(healthy()))) {
            Verdict verdict = new LoopbackProbe().ask(factory().create(options), server.address());
            assertThat(verdict.up()).as(verdict.reason()).isTrue();
        }
    }

    @Test
    void refusesOptionsThatContradictEachOther() {
        assertRefused(block().with("user", "probe"), "user needs password");
        assertRefused(block().with("role", "replica").with("min_replicas", 1L), "min_replicas is for role master");
        assertRefused(block().with("password", "a").with("password_file", "b"), "exclude each other");
    }

    private void assertRefused(OptionsBuilder block, String why) {
        assertThatThrownBy(() -> factory().create(block.build()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining(why);
    }

    private Verdict ask(Options options, Dialogue dialogue) throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(dialogue))) {
            return new LoopbackProbe().ask(factory().create(options), server.address());
        }
    }
}
