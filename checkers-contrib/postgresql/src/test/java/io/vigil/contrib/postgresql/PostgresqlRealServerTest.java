package io.vigil.contrib.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's PostgreSQL: a primary, and a copy of it that stays in recovery. */
final class PostgresqlRealServerTest {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String ACCOUNT = "postgres";
    private static final String USER = "probe";
    private static final String PASSWORD = "sesame";

    private static final List<RealServer> SERVERS = new ArrayList<>();
    private static final InetSocketAddress PRIMARY = RealServer.free();
    private static final InetSocketAddress REPLICA = RealServer.free();
    private static Path directory = Path.of("");

    @BeforeAll
    static void startPrimaryAndReplica() throws Exception {
        Path programs = programs();
        directory = RealServer.directory("postgresql");
        Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        String initdb = programs.resolve("initdb").toString();
        run(initdb, "-D", "primary", "-U", USER, "-A", "scram-sha-256", "-N", "-E", "UTF8", "--pwfile=" + password);
        run("cp", "-a", "primary", "replica");
        run("touch", "replica/standby.signal");
        start(programs, "primary", PRIMARY);
        start(programs, "replica", REPLICA);
    }

    /** Debian keeps each version's programs in a directory of its own. */
    private static Path programs() throws IOException {
        Optional<Path> found = Optional.empty();
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                found = versions.map(version -> version.resolve("bin"))
                        .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                        .findFirst();
            }
        }
        if (found.isEmpty()) {
            System.out.println("skipped: PostgreSQL is not installed (Debian package postgresql)");
        }
        assumeThat(found).as("PostgreSQL of package postgresql").isPresent();
        return found.orElseThrow();
    }

    private static void run(String... command) throws Exception {
        RealServer.run(directory, RealServer.as(ACCOUNT, List.of(command)));
    }

    private static void start(Path programs, String data, InetSocketAddress address) throws IOException {
        String port = String.valueOf(address.getPort());
        List<String> server = List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data,
                "-p",
                port,
                "-h",
                "127.0.0.1",
                "-F",
                "-c",
                "unix_socket_directories=");
        List<String> isReady =
                List.of(programs.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p", port, "-t", "5");
        SERVERS.add(RealServer.start(
                directory,
                address,
                RealServer.as(ACCOUNT, server),
                () -> new ProcessBuilder(isReady).start().waitFor() == 0));
    }

    @AfterAll
    static void stop() throws IOException {
        SERVERS.forEach(RealServer::close);
        if (!SERVERS.isEmpty()) {
            RealServer.remove(directory);
        }
    }

    @Test
    void isUpWithThePassword() throws Exception {
        Verdict verdict = ask(PRIMARY, block());
        assertThat(verdict.up()).as(verdict.reason()).isTrue();
        assertThat(verdict.reason()).isEqualTo("logged in as probe");
    }

    @Test
    void isDownWithAnotherPasswordOrDatabase() throws Exception {
        OptionsBuilder guess =
                empty().with("user", USER).with("password", "guess").with("database", "postgres");
        assertThat(ask(PRIMARY, guess).failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .startsWith("request: login: FATAL: password authentication failed")
                        .doesNotContain("guess"));
        assertThat(ask(PRIMARY, login().with("database", "nowhere")).reason())
                .isEqualTo("login: FATAL: database \"nowhere\" does not exist");
    }

    @Test
    void knowsPrimaryAndReplica() throws Exception {
        assertThat(ask(PRIMARY, block().with("role", "primary")).reason())
                .isEqualTo("logged in as probe, is a primary");
        assertThat(ask(REPLICA, block().with("role", "replica")).reason())
                .isEqualTo("logged in as probe, is a replica");
        assertThat(ask(PRIMARY, block().with("role", "replica")).failure())
                .contains("response: role: is a primary (not in recovery)");
        assertThat(ask(REPLICA, block().with("role", "primary")).failure())
                .contains("response: role: is a replica (in recovery)");
    }

    @Test
    void asksTheQuery() throws Exception {
        OptionsBuilder right = block().with("query", "SELECT 6 * 7").with("expect", "42");
        assertThat(ask(PRIMARY, right).reason()).isEqualTo("logged in as probe, the query gives '42'");
        OptionsBuilder wrong = block().with("query", "SELECT 6 * 7").with("expect", "54");
        assertThat(ask(PRIMARY, wrong).failure()).contains("body: query: '42' instead of '54'");
        assertThat(ask(PRIMARY, block().with("query", "SELECT 1 WHERE false")).failure())
                .contains("body: query: no row");
        assertThat(ask(PRIMARY, block().with("query", "SELECT nonsense")).reason())
                .startsWith("query: ERROR: column \"nonsense\" does not exist");
    }

    @Test
    void doesNotHoldAnAnswerWithoutEnd() throws Exception {
        OptionsBuilder endless = block().with("query", "SELECT repeat('x', 1000) FROM generate_series(1, 100000)");
        assertThat(ask(PRIMARY, endless).up()).isFalse();
    }

    @Test
    void leavesNeitherDriverNorThreadBehind() throws Exception {
        assertThat(ask(PRIMARY, block()).up()).isTrue();
        assertThat(DriverManager.drivers())
                .noneMatch(driver -> driver.getClass().getName().contains("postgresql"));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("PostgreSQL"));
    }

    private static OptionsBuilder empty() {
        return OptionsBuilder.of(new PostgresqlCheckFactory().description());
    }

    private static OptionsBuilder login() {
        return empty().with("user", USER).with("password", PASSWORD);
    }

    private static OptionsBuilder block() {
        return login().with("database", "postgres");
    }

    private static Verdict ask(InetSocketAddress server, OptionsBuilder options) throws Exception {
        return new LoopbackProbe().ask(new PostgresqlCheckFactory().create(options.build()), server);
    }
}
