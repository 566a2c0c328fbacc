package io.vigil.core;

import io.vigil.api.failover.Failover;
import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.notify.Event;
import io.vigil.config.GlobalSettings;
import io.vigil.core.event.EventLog;
import io.vigil.core.event.FailoverReporter;
import io.vigil.core.event.Report;
import io.vigil.core.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Hands failover what it should do as soon as it is there, and enters what it tells into the event log. */
final class FailoverLink {
    private final Loop loop;
    private final EventLog log;
    private final String hostName;
    private final FailoverReporter reporter;
    private FailoverSettings settings = FailoverSettings.NONE;
    private boolean configured;
    private volatile @Nullable Failover failover;

    FailoverLink(Loop loop, EventLog log, String hostName) {
        this.loop = loop;
        this.log = log;
        this.hostName = hostName;
        this.reporter = new FailoverReporter(GlobalSettings.DEFAULT, FailoverSettings.NONE, hostName);
    }

    /** Failover came, or another one took its place. */
    void came(Failover service) {
        failover = service;
        service.listener(event -> loop.post(() -> heard(event)));
        if (configured) {
            hand(service);
        }
    }

    /** Failover went: what it said last is worth nothing now. */
    void went(Failover service) {
        if (failover == service) {
            failover = null;
        }
    }

    private void heard(FailoverEvent event) {
        log.add(reporter.report(event));
    }

    /** Makes this what failover should do. */
    void configure(GlobalSettings globals, FailoverSettings wanted) {
        reporter.follow(globals, wanted, hostName);
        settings = wanted;
        configured = true;
        Failover service = failover;
        if (service != null) {
            hand(service);
        }
    }

    private void hand(Failover service) {
        service.apply(settings).whenComplete((problems, error) -> loop.post(() -> handed(problems, error)));
    }

    private void handed(@Nullable List<String> problems, @Nullable Throwable error) {
        if (error != null) {
            tell("Failover did not take its settings: " + error);
        }
        if (problems != null) {
            problems.forEach(problem -> tell("Failover: " + problem));
        }
    }

    private void tell(String message) {
        log.add(Report.of(Event.Kind.DIRECTOR, "failover", message));
    }

    /** Whether it has what it needs: it is there, or has nothing to do. */
    boolean ready() {
        return failover != null || settings.instances().isEmpty();
    }

    /** Ends failover, giving addresses up or leaving them to the next director; done when that is done, or after so long. */
    CompletionStage<Void> stop(boolean keepAddresses, Duration longest) {
        Failover service = failover;
        if (service == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletionStage<Void> end = keepAddresses ? service.leave() : service.stop();
        end.whenComplete((nothing, error) -> {
            if (error != null) {
                done.completeExceptionally(error);
            } else {
                done.complete(null);
            }
        });
        return done.orTimeout(longest.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    /** The newest status; not running, with the reason, when there is no failover. From any thread. */
    FailoverStatus status() {
        Failover service = failover;
        if (service != null) {
            return service.status();
        }
        return new FailoverStatus(
                loop.wall(),
                false,
                "failover is not installed",
                List.of(),
                List.of(),
                List.of(),
                new FailoverStatus.ThreadHealth(false, 0, Duration.ZERO));
    }
}
