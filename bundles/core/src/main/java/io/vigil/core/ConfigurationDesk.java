package io.vigil.core;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.PlannedChange;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.notify.Event;
import io.vigil.config.Config;
import io.vigil.core.event.EventLog;
import io.vigil.core.event.Report;
import io.vigil.core.loop.Loop;
import io.vigil.core.plan.Reading;
import io.vigil.core.plan.Refusal;
import io.vigil.core.plan.ResolvedPool;
import io.vigil.core.process.LaunchOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, tests, plans and takes configurations. Files are read elsewhere; taking one is a single step of the director's thread. */
final class ConfigurationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationDesk.class);

    /** Makes a configuration what should run. */
    interface Taker {
        /** Everything at once, failover first. */
        void take(Config config, FailoverSettings failover, Reading reading, List<ResolvedPool> pools);
    }

    /** What is in force. */
    record InForce(Config config, Set<String> errors, Instant since) {}

    private final Loop loop;
    private final EventLog log;
    private final Environment environment;
    private final CheckDesk checks;
    private final Taker taker;
    private String refused = "";
    private boolean stopped;
    private volatile @Nullable InForce inForce;

    ConfigurationDesk(Loop loop, EventLog log, Environment environment, CheckDesk checks, Taker taker) {
        this.loop = loop;
        this.log = log;
        this.environment = environment;
        this.checks = checks;
        this.taker = taker;
    }

    private Path file() {
        return environment.options().configuration();
    }

    /** What is in force; empty before the first. From any thread. */
    Optional<InForce> inForce() {
        return Optional.ofNullable(inForce);
    }

    /** Reads the file for the first time. A file that cannot be run is told to {@code fatal}, with its diagnostics. */
    void start(Consumer<ConfigReport> fatal) {
        read(
                file(),
                (reading, changes) -> {
                    Optional<String> refusal = Refusal.atStart(reading.loaded());
                    logDiagnostics(reading.loaded().diagnostics());
                    if (refusal.isPresent()) {
                        tell("Configuration " + file() + " cannot be run: " + refusal.get());
                        fatal.accept(report(reading, false, refusal.get(), List.of()));
                    } else {
                        tell("Taking configuration " + file() + ": "
                                + summary(reading.loaded().config().orElseThrow()));
                        take(reading);
                    }
                },
                error -> fatal.accept(failure(file(), error)));
    }

    /** Reads the file again and takes it, or keeps what runs and says why. */
    CompletionStage<ConfigReport> reload() {
        return answer(file(), (reading, changes) -> {
            Optional<String> refusal = refusal(reading);
            if (refusal.isPresent()) {
                refused = "the last reload was refused: " + refusal.get();
                logDiagnostics(reading.loaded().diagnostics());
                log.add(Report.of(
                        Event.Kind.CONFIG,
                        "",
                        "Reload of " + file() + " refused, the running configuration stays: " + refusal.get()));
                return report(reading, false, refusal.get(), changes);
            }
            logDiagnostics(reading.loaded().diagnostics());
            take(reading);
            log.add(Report.of(Event.Kind.CONFIG, "", "Reloaded " + file() + ": " + count(changes.size(), "change")));
            return report(reading, true, "", changes);
        });
    }

    /** Says what a file would lead to, and changes nothing. */
    CompletionStage<ConfigReport> examine(Path path, boolean withChanges) {
        return answer(
                path,
                (reading, changes) ->
                        report(reading, false, refusal(reading).orElse(""), withChanges ? changes : List.of()));
    }

    private Optional<String> refusal(Reading reading) {
        InForce running = inForce;
        return running == null
                ? Refusal.atStart(reading.loaded())
                : Refusal.atReload(running.config(), running.errors(), reading.loaded());
    }

    /** What a configuration would change. On the reader's thread: two of ten thousand servers are long to compare. */
    private List<PlannedChange> changes(Reading reading) {
        InForce running = inForce;
        Config from = running == null ? Config.EMPTY : running.config();
        return reading.loaded()
                .config()
                .map(to -> environment.difference().apply(from, to))
                .orElse(List.of());
    }

    private static ConfigReport report(Reading reading, boolean taken, String refusal, List<PlannedChange> changes) {
        return new ConfigReport(reading.file(), taken, refusal, reading.loaded().diagnostics(), changes);
    }

    private void take(Reading reading) {
        Config config = reading.loaded().config().orElseThrow();
        Optional<LaunchOptions.Only> only = environment.options().only();
        refused = "";
        inForce = new InForce(config, Refusal.errors(reading.loaded()), loop.wall());
        taker.take(
                config,
                only.equals(Optional.of(LaunchOptions.Only.CHECKS)) ? FailoverSettings.NONE : config.failover(),
                reading,
                only.equals(Optional.of(LaunchOptions.Only.VRRP)) ? List.of() : reading.pools());
    }

    private void tell(String message) {
        log.add(Report.of(Event.Kind.CONFIG, "", message));
    }

    private static String summary(Config config) {
        int servers = config.virtualServers().stream()
                .mapToInt(vs -> vs.servers().size())
                .sum();
        return count(config.failover().instances().size(), "VRRP instance") + ", "
                + count(config.virtualServers().size(), "virtual server") + ", " + count(servers, "real server");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What an operator should see to. */
    List<String> problems() {
        return refused.isEmpty() ? List.of() : List.of(refused);
    }

    /** Takes nothing more. */
    void stop() {
        stopped = true;
    }

    private static void logDiagnostics(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.severity() == Severity.NOTE) {
                LOG.info("{}", diagnostic);
            } else {
                LOG.warn("{}", diagnostic);
            }
        }
    }

    private CompletionStage<ConfigReport> answer(
            Path path, BiFunction<Reading, List<PlannedChange>, ConfigReport> work) {
        CompletableFuture<ConfigReport> answer = new CompletableFuture<>();
        read(
                path,
                (reading, changes) -> answer.complete(work.apply(reading, changes)),
                error -> answer.complete(failure(path, error)));
        return answer;
    }

    private static ConfigReport failure(Path path, Throwable error) {
        return new ConfigReport(path, false, "reading " + path + " failed: " + error, List.of(), List.of());
    }

    /** Reads a file and finds what it would change elsewhere, then works on it on the director's thread. */
    private void read(Path path, BiConsumer<Reading, List<PlannedChange>> work, Consumer<Throwable> failed) {
        Consumer<Throwable> broken = error -> {
            LOG.error("reading {} failed with a bug of the reader", path, error);
            loop.post(() -> failed.accept(error));
        };
        loop.post(() -> environment
                .reader()
                .read(
                        path,
                        checks.catalog(),
                        this::changes,
                        (reading, changes) -> loop.post(() -> finish(() -> work.accept(reading, changes), failed)),
                        broken));
    }

    private void finish(Runnable work, Consumer<Throwable> failed) {
        if (stopped) {
            failed.accept(new IllegalStateException("the director is stopping"));
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
            throw e;
        }
    }
}
