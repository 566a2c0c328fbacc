package io.vigil.core;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.notify.Event;
import io.vigil.config.ConfigDiff;
import io.vigil.core.check.CheckerTypes;
import io.vigil.core.check.Lane;
import io.vigil.core.loop.ManualLoop;
import io.vigil.core.plan.ConfigurationReader;
import io.vigil.core.process.LaunchOptions;
import io.vigil.core.reconcile.DataPlanes;
import io.vigil.testkit.RecordingDataPlane;
import io.vigil.testkit.RecordingFailover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A whole director without framework, kernel, sockets or threads; its time passes when a test says so. */
final class RunningDirector {
    /** A checker type that asks nothing of its own; what comes back is up to the probes. */
    static class Factory implements CheckerFactory {
        private final String type;
        private final List<Option> options;

        Factory(String type, Option... options) {
            this.type = type;
            this.options = List.of(options);
        }

        @Override
        public CheckerDescription description() {
            return CheckerDescription.of(type, "A check for tests.", options);
        }

        @Override
        public Checker create(Options parsed) {
            return context -> CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.CONNECT, "connected"));
        }
    }

    static final Factory TCP = new Factory("TCP_CHECK");

    final ManualLoop loop = new ManualLoop();
    final ScriptedFiles files = new ScriptedFiles();
    final ScriptedProbes probes = new ScriptedProbes();
    final RecordingDataPlane plane = new RecordingDataPlane();
    final RecordingFailover failover = new RecordingFailover();
    final List<CheckerDescription> declared = new ArrayList<>();
    final Set<InetAddress> localAddresses = new HashSet<>();
    final List<ConfigReport> fatal = new ArrayList<>();
    final Path file;
    final DirectorCore core;
    private long serviceIds;

    RunningDirector(Path directory) {
        this(directory, Optional.empty());
    }

    /** One that was started to leave everything as it is when it stops. */
    static RunningDirector keeping(Path directory) {
        return new RunningDirector(directory, Optional.empty(), true);
    }

    RunningDirector(Path directory, Optional<LaunchOptions.Only> only) {
        this(directory, only, false);
    }

    private RunningDirector(Path directory, Optional<LaunchOptions.Only> only, boolean keep) {
        file = directory.resolve("vigil.conf");
        core = new DirectorCore(
                loop,
                new Environment(
                        new LaunchOptions(
                                file,
                                directory.resolve("data"),
                                Optional.empty(),
                                false,
                                only,
                                Optional.empty(),
                                keep,
                                keep,
                                Optional.empty()),
                        "0.0.test",
                        "d1",
                        "boot-1",
                        new ConfigurationReader(Runnable::run, Optional.empty(), false),
                        probes,
                        new Random(1),
                        () -> declared,
                        files,
                        () -> localAddresses,
                        4096,
                        ConfigDiff::between));
        loop.afterTurn(core::afterTurn);
    }

    RunningDirector conf(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts with a kernel data plane, failover and TCP_CHECK, and lets the first checks run. */
    RunningDirector start() {
        install(TCP);
        core.dataPlaneCame(new DataPlanes.Offered(plane, 100, ++serviceIds));
        core.failoverCame(failover);
        core.start(fatal::add);
        loop.settle();
        return this;
    }

    void install(Factory factory) {
        core.typeCame(new CheckerTypes.Installed(
                factory,
                factory.description(),
                "io.vigil.test",
                "1.0",
                0,
                ++serviceIds,
                new Lane("test", Runnable::run)));
        loop.settle();
    }

    void uninstall(Factory factory) {
        core.typeWent(factory);
        loop.settle();
    }

    void seconds(double seconds) {
        loop.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    ConfigReport reload() {
        return answer(core.reload());
    }

    ConfigReport answer(CompletionStage<ConfigReport> stage) {
        loop.settle();
        return stage.toCompletableFuture().join();
    }

    List<String> messages(Event.Kind kind) {
        return core.events(0, 10_000).stream()
                .filter(e -> e.kind() == kind)
                .map(Event::message)
                .toList();
    }

    /** An option that takes any text. */
    static Option text(String keyword) {
        return Option.of(keyword, OptionType.TEXT, "Any text.");
    }
}
