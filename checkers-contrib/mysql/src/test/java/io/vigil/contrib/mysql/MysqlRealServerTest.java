package io.vigil.contrib.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's MariaDB: a primary, and a replica of it. */
final class MysqlRealServerTest {
    private static final String ACCOUNT = "mysql";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String USERS = """
            SET sql_log_bin = 0;
            CREATE USER 'probe'@'%' IDENTIFIED BY 'sesame';
            GRANT REPLICA MONITOR, REPLICATION SLAVE ON *.* TO 'probe'@'%';
            CREATE USER 'poor'@'%' IDENTIFIED BY 'sesame';
            SET sql_log_bin = 1;
            """;

    private static final List<RealServer> SERVERS = new ArrayList<>();
    private static final InetSocketAddress PRIMARY = RealServer.free();
    private static final InetSocketAddress REPLICA = RealServer.free();
    private static Path directory = Path.of("");

    @BeforeAll
    static void startPrimaryAndReplica() throws Exception {
        String server = RealServer.program("mariadbd", "mariadb-server");
        String install = RealServer.program("mariadb-install-db", "mariadb-server");
        directory = RealServer.directory("mysql");
        run(
                install,
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--datadir=" + directory.resolve("primary"));
        run("cp", "-a", "primary", "replica");
        start(server, "primary", PRIMARY, USERS, "--server-id=1", "--log-bin=log");
        String follow = "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=%d, MASTER_USER='probe', "
                + "MASTER_PASSWORD='sesame';\nSTART SLAVE;\n";
        start(server, "replica", REPLICA, USERS + follow.formatted(PRIMARY.getPort()), "--server-id=2", "--read-only");
    }

    private static void run(String... command) throws Exception {
        RealServer.run(directory, RealServer.as(ACCOUNT, List.of(command)));
    }

    private static void start(String program, String data, InetSocketAddress address, String init, String... more)
            throws IOException {
        Path file = Files.writeString(directory.resolve(data + ".sql"), init);
        List<String> command = new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--port=" + address.getPort(),
                "--datadir=" + directory.resolve(data),
                "--socket=" + directory.resolve(data + ".socket"),
                "--pid-file=" + directory.resolve(data).resolve("pid"),
                "--init-file=" + file));
        command.addAll(List.of(more));
        SERVERS.add(RealServer.start(directory, address, RealServer.as(ACCOUNT, command)));
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
        assertThat(ask(PRIMARY, block()).failure()).isEmpty();
        assertThat(ask(PRIMARY, block()).reason()).isEqualTo("logged in as probe");
    }

    @Test
    void isDownWithAnotherPasswordOrDatabase() throws Exception {
        OptionsBuilder guess = empty().with("user", "probe").with("password", "guess");
        assertThat(ask(PRIMARY, guess).failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .startsWith("request: login: ")
                        .contains("Access denied for user 'probe'")
                        .doesNotContain("guess"));
        assertThat(ask(PRIMARY, block().with("database", "nowhere")).failure())
                .hasValueSatisfying(failure ->
                        assertThat(failure).startsWith("request: login: ").contains("'nowhere'"));
    }

    @Test
    void knowsPrimaryAndReplica() throws Exception {
        assertThat(ask(PRIMARY, block().with("role", "primary")).reason())
                .isEqualTo("logged in as probe, is a primary");
        assertThat(whenUp(REPLICA, block().with("role", "replica"))).isEqualTo("logged in as probe, is a replica");
        assertThat(ask(PRIMARY, block().with("role", "replica")).failure())
                .contains("response: role: follows no primary");
        assertThat(ask(REPLICA, block().with("role", "primary")).failure())
                .contains("response: role: is read_only, no primary");
    }

    @Test
    void isDownWhenTheUserMayNotSeeTheRole() throws Exception {
        OptionsBuilder poor =
                empty().with("user", "poor").with("password", "sesame").with("role", "replica");
        assertThat(ask(REPLICA, poor).reason()).startsWith("role: ").contains("Access denied");
    }

    @Test
    void asksTheQuery() throws Exception {
        OptionsBuilder right = block().with("query", "SELECT 6 * 7").with("expect", "42");
        assertThat(ask(PRIMARY, right).reason()).isEqualTo("logged in as probe, the query gives '42'");
        OptionsBuilder wrong = block().with("query", "SELECT 6 * 7").with("expect", "54");
        assertThat(ask(PRIMARY, wrong).failure()).contains("body: query: '42' instead of '54'");
        assertThat(ask(PRIMARY, block().with("query", "SELECT 1 FROM dual WHERE false"))
                        .failure())
                .contains("body: query: no row");
        assertThat(ask(PRIMARY, block().with("query", "DO 1")).failure()).contains("body: query: no row");
        assertThat(ask(PRIMARY, block().with("query", "SELECT nonsense")).reason())
                .startsWith("query: ")
                .contains("Unknown column 'nonsense'");
    }

    @Test
    void doesNotHoldAnAnswerWithoutEnd() throws Exception {
        String endless = "SELECT repeat('x', 1000000) UNION ALL SELECT repeat('y', 1000000)";
        assertThat(ask(PRIMARY, block().with("query", endless)).up()).isFalse();
    }

    @Test
    void leavesNeitherDriverNorThreadBehind() throws Exception {
        assertThat(ask(PRIMARY, block()).up()).isTrue();
        assertThat(DriverManager.drivers())
                .noneMatch(driver -> driver.getClass().getName().contains("mariadb"));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("mariadb"));
    }

    /** Replication begins a moment after the servers do. */
    private static String whenUp(InetSocketAddress server, OptionsBuilder options) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Verdict verdict = ask(server, options);
        while (!verdict.up() && System.nanoTime() - end < 0) {
            verdict = ask(server, options);
        }
        return verdict.reason();
    }

    private static OptionsBuilder empty() {
        return OptionsBuilder.of(new MysqlCheckFactory().description());
    }

    private static OptionsBuilder block() {
        return empty().with("user", "probe").with("password", "sesame");
    }

    private static Verdict ask(InetSocketAddress server, OptionsBuilder options) throws Exception {
        return new LoopbackProbe().ask(new MysqlCheckFactory().create(options.build()), server);
    }
}
