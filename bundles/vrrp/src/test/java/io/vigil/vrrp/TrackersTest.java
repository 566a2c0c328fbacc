package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.api.Script;
import io.vigil.api.failover.TrackFile;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.Tracker.Kind;
import io.vigil.linux.LinuxException;
import io.vigil.linux.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts, files and source addresses as instances read them; scripts run for real. */
@Timeout(60)
class TrackersTest {
    private static final Duration NEVER_AGAIN = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final EventDesk desk = new EventDesk(Clock.systemUTC());
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final EventLoop loop;
    private final ScriptTrackers scripts;
    private final FileTrackers files = new FileTrackers(desk, () -> changes.add("file"));

    TrackersTest() throws LinuxException {
        loop = EventLoop.open("trackers-under-test", failure -> changes.add(failure.toString()))
                .start();
        scripts = new ScriptTrackers(loop, desk, () -> changes.add("script"));
    }

    @AfterEach
    void close() {
        loop.execute(scripts::close);
        files.close();
        loop.close();
        desk.close();
    }

    private static TrackScript script(
            Duration timeout, Optional<String> user, boolean initiallyFailed, String... shell) {
        Script script = new Script(
                List.of("/bin/sh", "-c", String.join("; ", shell)),
                user,
                Optional.empty(),
                Optional.empty(),
                Instances.PLACE);
        return new TrackScript("chk", script, NEVER_AGAIN, timeout, 1, 1, 0, false, initiallyFailed);
    }

    private Reading reading() {
        CompletableFuture<Reading> reading = new CompletableFuture<>();
        loop.execute(() -> reading.complete(scripts.reading(new Tracker(Kind.SCRIPT, "chk", 0, false))));
        return join(reading);
    }

    /** The reading before the script can have ended, and the one after. */
    private Reading[] run(TrackScript script) throws InterruptedException {
        CompletableFuture<Reading> before = new CompletableFuture<>();
        loop.execute(() -> {
            scripts.apply(List.of(script));
            before.complete(scripts.reading(new Tracker(Kind.SCRIPT, "chk", 0, false)));
        });
        Reading first = join(before);
        assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo("script");
        return new Reading[] {first, reading()};
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void w7AScriptThatRunsTooLongHasFailed() throws InterruptedException {
        Reading after = run(script(Duration.ofMillis(200), Optional.empty(), false, "exec sleep 3600"))[1];
        assertThat(after.fault()).isTrue();
        assertThat(after.text()).contains("timed_out");
        assertThat(run(script(NEVER_AGAIN, Optional.empty(), false, "exit 0"))[1].fault())
                .isFalse();
    }

    @Test
    void w7AScriptRunsAsItsUser() throws InterruptedException, IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may run programs as others");
        String asNobody = "test \"$(id -u)\" = \"$(id -u nobody)\"";
        assertThat(run(script(NEVER_AGAIN, Optional.of("nobody"), false, asNobody))[1].fault())
                .isFalse();
        assertThat(run(script(NEVER_AGAIN, Optional.empty(), false, asNobody))[1].fault())
                .isTrue();
    }

    @Test
    void w9AScriptMayCountAsFailedUntilItHasRun() throws InterruptedException {
        Reading[] failed = run(script(NEVER_AGAIN, Optional.empty(), true, "exit 0"));
        assertThat(failed[0].fault()).isTrue();
        assertThat(failed[0].awaited()).isFalse();
        assertThat(failed[1].fault()).isFalse();
    }

    @Test
    void w9WithoutThatItsFirstResultIsAwaited() throws InterruptedException {
        Reading[] awaited = run(script(NEVER_AGAIN, Optional.empty(), false, "exit 0"));
        assertThat(awaited[0].fault()).isFalse();
        assertThat(awaited[0].awaited()).isTrue();
    }

    private TrackFile file(String name, OptionalLong initial, boolean overwrite) {
        return new TrackFile(name, directory.resolve(name), 1, false, initial, overwrite);
    }

    @Test
    void w5TheNumberInAFileIsReadAndFollowed() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("load"), "-7\n");
        files.apply(List.of(file("load", OptionalLong.empty(), false)), true);
        assertThat(points("load")).isEqualTo(-14);
        Path next = Files.writeString(directory.resolve("next"), "9\n");
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo("file");
        assertThat(points("load")).isEqualTo(18);
    }

    private int points(String name) {
        return files.reading(new Tracker(Kind.FILE, name, 2, false)).points();
    }

    @Test
    void w5AFileMayBeWrittenAtTheStart() throws IOException {
        Files.writeString(directory.resolve("there"), "5\n");
        Files.writeString(directory.resolve("old"), "5\n");
        List<TrackFile> wanted = List.of(
                file("missing", OptionalLong.of(3), false),
                file("there", OptionalLong.of(3), false),
                file("old", OptionalLong.of(3), true),
                file("none", OptionalLong.empty(), true));
        files.apply(wanted, true);
        assertThat(Map.of("missing", text("missing"), "there", text("there"), "old", text("old")))
                .isEqualTo(Map.of("missing", "3", "there", "5", "old", "3"));
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void w5AReloadWritesNoFile() {
        files.apply(List.of(file("missing", OptionalLong.of(3), false)), false);
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name)).trim();
    }

    /** F39. */
    @Test
    void aConfiguredSourceAddressThatIsMissingIsAFaultOnlyWhenTracked() throws LinuxException {
        FakeKernel kernel = new FakeKernel();
        HostNetwork network = kernel.network();
        kernel.link(2, "eth0", true);
        kernel.add(2, "10.9.0.1", 24);
        network.poll();
        AdvertSockets sockets = new AdvertSockets(loop, network, (socket, datagram) -> {}, desk);
        Readiness readiness = new Readiness(network, sockets, scripts, files);
        Instances settings = instance("V").address("10.9.0.200/24").peer("10.9.0.2");
        CompletableFuture<List<Boolean>> faults = new CompletableFuture<>();
        loop.execute(() -> {
            faults.complete(List.of(
                    fault(readiness, settings.source("10.9.0.77")),
                    fault(readiness, settings.trackingItsSource()),
                    fault(readiness, settings.source("10.9.0.1"))));
            sockets.close();
        });
        assertThat(join(faults)).containsExactly(false, true, false);
    }

    private static boolean fault(Readiness readiness, Instances settings) {
        Reading reading =
                readiness.of(new Port(settings.build(), List.of()), false).get("source");
        return reading != null && reading.fault();
    }
}
