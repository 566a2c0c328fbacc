package io.vigil.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.director.CheckRun;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessEdgeTest {
    @TempDir
    private Path directory;

    private final List<String> happened = new ArrayList<>();
    private final Map<ProcessEdge.Signal, Runnable> handlers = new EnumMap<>(ProcessEdge.Signal.class);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private final ProcessEdge.Host host = new ProcessEdge.Host() {
        @Override
        public Optional<AutoCloseable> onSignal(ProcessEdge.Signal signal, Runnable handler) {
            handlers.put(signal, handler);
            return Optional.of(() -> handlers.remove(signal));
        }

        @Override
        public void stopFramework() {
            happened.add("framework stops");
        }

        @Override
        public void exitStatus(int status) {
            happened.add("status " + status);
        }

        @Override
        public Path dumpDirectory() {
            return directory;
        }
    };

    private final class Admin implements DirectorAdmin {
        @Override
        public DirectorStatus status() {
            return new DirectorStatus(
                    1,
                    Instant.EPOCH,
                    "1",
                    Instant.EPOCH,
                    Path.of("/f"),
                    Instant.EPOCH,
                    "ipvs",
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    List.of("POP3_CHECK"),
                    List.of(),
                    List.of("a problem"));
        }

        @Override
        public List<VirtualServerStatus> pools() {
            return List.of();
        }

        @Override
        public FailoverStatus failover() {
            return new FailoverStatus(
                    Instant.EPOCH,
                    true,
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    new FailoverStatus.ThreadHealth(false, 0, Duration.ZERO));
        }

        @Override
        public List<CheckStatus> checks() {
            return List.of();
        }

        @Override
        public List<CheckerTypeStatus> checkerTypes() {
            return List.of();
        }

        @Override
        public List<Event> events(long after, int limit) {
            return List.of();
        }

        @Override
        public CompletionStage<ConfigReport> test(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<ConfigReport> plan(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<ConfigReport> reload() {
            happened.add("reload");
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<CheckRun>> checkNow(String target) {
            return CompletableFuture.failedFuture(
                    new UnsupportedOperationException("nothing of the process runs checks"));
        }

        @Override
        public CompletionStage<Void> stop() {
            happened.add("director stops");
            return stopped;
        }
    }

    private ProcessEdge edge(Path pidFile) {
        ProcessEdge edge = new ProcessEdge(new Admin(), host, Optional.of(pidFile), 4711);
        edge.begin();
        return edge;
    }

    private void signal(ProcessEdge.Signal signal) {
        Objects.requireNonNull(handlers.get(signal)).run();
    }

    @Test
    void writesThePidFileWhenInForceAndRemovesItAtTheEnd() throws IOException {
        Path file = directory.resolve("run/vigil.pid");
        ProcessEdge edge = edge(file);
        assertThat(file).doesNotExist();
        edge.inForce();
        assertThat(file).hasContent("4711\n");
        edge.close();
        assertThat(file).doesNotExist();
        assertThat(handlers).isEmpty();
        edge.close();
    }

    @Test
    void leavesThePidFileOfAnotherProcess() throws IOException {
        Path file = directory.resolve("vigil.pid");
        ProcessEdge edge = edge(file);
        edge.inForce();
        Files.writeString(file, "99\n");
        edge.close();
        assertThat(file).hasContent("99\n");
    }

    @Test
    void stopsTheDirectorBeforeTheFramework() {
        try (ProcessEdge edge = edge(directory.resolve("p"))) {
            signal(ProcessEdge.Signal.TERM);
            assertThat(happened).containsExactly("director stops");
            stopped.complete(null);
            assertThat(happened).containsExactly("director stops", "framework stops");
            assertThat(edge).isNotNull();
        }
    }

    @Test
    void reloadsOnHangup() {
        try (ProcessEdge edge = edge(directory.resolve("p"))) {
            signal(ProcessEdge.Signal.HUP);
            assertThat(happened).containsExactly("reload");
            assertThat(edge).isNotNull();
        }
    }

    @Test
    void endsWithTheReferencesStatus() throws IOException {
        try (ProcessEdge edge = edge(directory.resolve("p"))) {
            Path file = directory.resolve("c");
            edge.fatal(new ConfigReport(file, false, "no such file", List.of(), List.of()));
            Files.writeString(file, "}");
            edge.fatal(new ConfigReport(file, false, "broken", List.of(), List.of()));
            assertThat(happened).containsExactly("status 6", "framework stops", "status 2", "framework stops");
        }
    }

    @Test
    void dumpsIntoANewFileAndFollowsNoLink() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "mine");
        Files.createSymbolicLink(directory.resolve("vigil.data"), precious);
        Path file = DataDump.write(new Admin(), directory);
        assertThat(precious).hasContent("mine");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(Files.readString(file))
                .contains("------< Global definitions >------", " Missing checker type = POP3_CHECK", "a problem");
        try (var files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("precious", "vigil.data");
        }
    }

    @Test
    void readsWhatTheLauncherSays() {
        Map<String, String> properties = Map.of(
                "vigil.config",
                "/etc/c.conf",
                "vigil.data",
                "/b/data",
                "vigil.only",
                "checks",
                "vigil.keep.ipvs",
                "true");
        LaunchOptions options = LaunchOptions.from(properties::get);
        assertThat(options.configuration()).isEqualTo(Path.of("/etc/c.conf"));
        assertThat(options.data()).isEqualTo(Path.of("/b/data/vigil"));
        assertThat(options.only()).contains(LaunchOptions.Only.CHECKS);
        assertThat(options.keepServices()).isTrue();
        assertThat(options.keepAddresses()).isFalse();
        assertThat(options.pidFile()).isEmpty();
    }
}
