package io.vigil.contrib.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's Redis: a master with a password and a replica of it. */
final class RedisRealServerTest {
    private static final String PASSWORD = "sesame";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<RealServer> SERVERS = new ArrayList<>();
    private static final List<Path> DIRECTORIES = new ArrayList<>();
    private static final InetSocketAddress MASTER = RealServer.free();
    private static final InetSocketAddress REPLICA = RealServer.free();

    @BeforeAll
    static void startMasterAndReplica() throws IOException {
        String program = RealServer.program("redis-server", "redis-server");
        start(program, MASTER, List.of("--repl-diskless-sync-delay", "0"));
        start(program, REPLICA, List.of("--replicaof", "127.0.0.1 " + MASTER.getPort(), "--masterauth", PASSWORD));
    }

    private static void start(String program, InetSocketAddress address, List<String> more) throws IOException {
        Path directory = RealServer.directory("redis");
        DIRECTORIES.add(directory);
        List<String> command = new ArrayList<>(List.of(program, "--bind", "127.0.0.1", "--save", ""));
        command.addAll(List.of("--port", String.valueOf(address.getPort()), "--requirepass", PASSWORD));
        command.addAll(more);
        SERVERS.add(RealServer.start(directory, address, command));
    }

    @AfterAll
    static void stop() throws IOException {
        SERVERS.forEach(RealServer::close);
        for (Path directory : DIRECTORIES) {
            RealServer.remove(directory);
        }
    }

    @Test
    void isUpWithThePassword() throws Exception {
        Verdict verdict = ask(MASTER, block().with("password", PASSWORD));
        assertThat(verdict.up()).as(verdict.reason()).isTrue();
        assertThat(verdict.reason()).isEqualTo("PING: PONG");
    }

    @Test
    void readsThePasswordFromAFile() throws Exception {
        Path file = Files.writeString(DIRECTORIES.get(0).resolve("password"), PASSWORD + "\n");
        Verdict verdict = ask(MASTER, block().with("password_file", file.toString()));
        assertThat(verdict.up()).as(verdict.reason()).isTrue();
    }

    @Test
    void isDownWithoutOrWithAnotherPassword() throws Exception {
        assertThat(ask(MASTER, block()).reason()).startsWith("PING: NOAUTH");
        assertThat(ask(MASTER, block().with("password", "guess")).reason()).startsWith("AUTH: WRONGPASS");
    }

    @Test
    void knowsMasterAndReplica() throws Exception {
        OptionsBuilder wantsMaster =
                block().with("password", PASSWORD).with("role", "master").with("min_replicas", 1L);
        OptionsBuilder wantsReplica = block().with("password", PASSWORD).with("role", "replica");
        assertThat(whenUp(REPLICA, wantsReplica)).isEqualTo("replica, connected");
        assertThat(whenUp(MASTER, wantsMaster)).isEqualTo("master with 1 replica online");
        assertThat(ask(MASTER, wantsReplica).reason()).isEqualTo("is a master, not a replica");
        assertThat(ask(REPLICA, wantsMaster).reason()).isEqualTo("is a replica, not a master");
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

    private static OptionsBuilder block() {
        return OptionsBuilder.of(new RedisCheckFactory().description());
    }

    private static Verdict ask(InetSocketAddress server, OptionsBuilder options) throws Exception {
        return new LoopbackProbe().ask(new RedisCheckFactory().create(options.build()), server);
    }
}
