package io.vigil.contrib.ldap;

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
import io.vigil.testkit.Transcript;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers as a real server gave them; {@link LdapRealServerTest} asks one. */
final class LdapCheckTest extends CheckerContract {
    private static final Dialogue HEALTHY = Transcript.read(LdapCheckTest.class, "found.txt");
    private static final Dialogue SICK = Transcript.read(LdapCheckTest.class, "invalid-credentials.txt");

    /** Loading the library's classes takes longer than the contract's steps on a busy machine. */
    @BeforeAll
    static void loadTheLibrary() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.of(HEALTHY))) {
            Verdict verdict = new LoopbackProbe()
                    .within(Duration.ofSeconds(30), Duration.ofSeconds(60))
                    .ask(new LdapCheckFactory().create(block().build()), server.address());
            assertThat(verdict.up()).as(verdict.reason()).isTrue();
        }
    }

    @Override
    protected CheckerFactory factory() {
        return new LdapCheckFactory();
    }

    @Override
    protected Options options() {
        return block().build();
    }

    private static OptionsBuilder block() {
        return empty().with("bind_dn", "cn=admin,dc=example,dc=org")
                .with("password", "sesame")
                .with("base", "dc=example,dc=org")
                .with("min_entries", 2L);
    }

    private static OptionsBuilder empty() {
        return OptionsBuilder.of(new LdapCheckFactory().description());
    }

    @Override
    protected Dialogue healthy() {
        return HEALTHY;
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(SICK);
    }

    @Test
    void tellsTheServersOwnWords() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(SICK))) {
            assertThat(ask(server).failure()).contains("request: bind: invalid credentials");
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertRefused(empty().with("bind_dn", "cn=admin"), "need each other");
        assertRefused(empty().with("password", "sesame"), "need each other");
        assertRefused(empty().with("base", "nonsense"), "no distinguished name");
        assertRefused(empty().with("base", "dc=org").with("filter", "(ou=people"), "no filter");
    }

    @Test
    void breaksWhenThePasswordCannotBeRead() {
        assertBreaks(
                empty().with("bind_dn", "cn=admin,dc=example,dc=org").with("password_file", "/nowhere/password"),
                "/nowhere/password: no such file");
    }

    @Test
    void neverTellsThePassword() throws Exception {
        assertThat(factory().create(options()).toString()).doesNotContain("sesame");
        try (ScriptedServer server = serve(ScriptedServer.of(SICK))) {
            assertThat(ask(server).toString()).doesNotContain("sesame");
        }
    }

    private void assertRefused(OptionsBuilder block, String why) {
        assertThatThrownBy(() -> factory().create(block.build()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining(why);
    }
}
