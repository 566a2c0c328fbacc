package io.vigil.core;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.director.CheckRun;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.Failover;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notifier;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.VirtualServer;
import io.vigil.api.pool.VirtualServerStatus;
import io.vigil.config.Config;
import io.vigil.config.GlobalSettings;
import io.vigil.core.check.CheckerTypes;
import io.vigil.core.deploy.CheckerIntake;
import io.vigil.core.deploy.Deployment;
import io.vigil.core.event.EventLog;
import io.vigil.core.event.Notifiers;
import io.vigil.core.event.PoolReporter;
import io.vigil.core.event.Report;
import io.vigil.core.loop.Loop;
import io.vigil.core.plan.Reading;
import io.vigil.core.plan.ResolvedPool;
import io.vigil.core.pool.PoolEffect;
import io.vigil.core.pool.Pools;
import io.vigil.core.reconcile.DataPlanes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The director without a framework: its parts, what is posted to it, and what others may read of it. */
final class DirectorCore implements DirectorAdmin, CheckerIntake.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorCore.class);
    private static final Duration IN_FORCE_AT_LATEST = Duration.ofSeconds(5);
    private static final Duration STOP_FAILOVER = Duration.ofSeconds(3);
    private static final long DRAIN_MILLIS = 3_000;

    private final Loop loop;
    private final Environment environment;
    private final EventLog log;
    private final Notifiers notifiers;
    private final Pools pools;
    private final CheckDesk checks;
    private final TableDesk table;
    private final FailoverLink failover;
    private final ConfigurationDesk configuration;
    private final SnapshotWriter snapshots;
    private final DirectorView view;
    private final Suspension suspension;
    private final CompletableFuture<Void> inForce = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private PoolReporter reporter;
    private long takenNanos;
    private boolean taken;
    private boolean stopping;

    DirectorCore(Loop loop, Environment environment) {
        this.loop = loop;
        this.environment = environment;
        this.log = new EventLog(loop::wall);
        this.notifiers = new Notifiers(
                log, loop.nanos(), text -> loop.post(() -> log.add(Report.of(Event.Kind.DIRECTOR, "", text))));
        this.reporter = new PoolReporter(GlobalSettings.DEFAULT, environment.hostName());
        this.pools = new Pools(this::tell);
        this.checks = new CheckDesk(loop, log, pools, environment);
        this.table = new TableDesk(
                loop,
                log,
                pools,
                environment.options().dataPlane(),
                environment.options().data(),
                environment.boot());
        this.failover = new FailoverLink(loop, log, environment.hostName());
        this.configuration = new ConfigurationDesk(loop, log, environment, checks, this::take);
        this.snapshots = new SnapshotWriter(loop, pools, checks, table);
        this.view = new DirectorView(loop, environment, log, checks, failover, configuration, snapshots);
        this.suspension = new Suspension(loop, pools, environment.localAddresses(), checks::suspend);
    }

    /** Reads the configuration and begins; one that cannot be run is told to {@code fatal}. */
    void start(Consumer<ConfigReport> fatal) {
        loop.post(() -> {
            log.add(Report.of(Event.Kind.DIRECTOR, "", "Vigil " + environment.version() + " starts"));
            table.start();
        });
        configuration.start(fatal);
    }

    /** Done when the configuration has been handed to failover and data plane, or a few seconds after it was read. */
    CompletionStage<Void> inForce() {
        return inForce;
    }

    /** To be called after each turn of the loop: what the turn changed is written out once. */
    void afterTurn() {
        table.follow();
        checkInForce();
        List<String> problems = new ArrayList<>(configuration.problems());
        String vrrp = failover.status().problem();
        boolean expected = configuration
                .inForce()
                .filter(f -> !f.config().failover().instances().isEmpty())
                .isPresent();
        if (expected && !vrrp.isEmpty()) {
            problems.add(0, "failover: " + vrrp);
        }
        snapshots.problems(problems);
        snapshots.touch();
    }

    private void checkInForce() {
        if (!taken || inForce.isDone()) {
            return;
        }
        boolean late = loop.nanos() - takenNanos >= IN_FORCE_AT_LATEST.toNanos();
        if (late || (failover.ready() && table.ready())) {
            inForce.complete(null);
        }
    }

    private void take(Config config, FailoverSettings wanted, Reading reading, List<ResolvedPool> resolved) {
        reporter = new PoolReporter(config.globals(), environment.hostName());
        failover.configure(config.globals(), wanted);
        checks.configure(resolved, reading.types(), config);
        table.configure(config.globals().ipvs());
        if (!taken) {
            taken = true;
            takenNanos = loop.nanos();
            loop.after(IN_FORCE_AT_LATEST, this::checkInForce);
            suspension.start();
        }
    }

    private void tell(VirtualServer vs, PoolEffect effect) {
        reporter.report(vs, effect).ifPresent(log::add);
    }

    void failoverCame(Failover service) {
        loop.post(() -> failover.came(service));
    }

    void failoverWent(Failover service) {
        loop.post(() -> failover.went(service));
    }

    void dataPlaneCame(DataPlanes.Offered offered) {
        loop.post(() -> table.came(offered));
    }

    void dataPlaneWent(DataPlane plane) {
        loop.post(() -> table.went(plane));
    }

    @Override
    public void typeCame(CheckerTypes.Installed type) {
        loop.post(() -> checks.typeCame(type));
    }

    @Override
    public void typeWent(CheckerFactory factory) {
        loop.post(() -> {
            if (!stopping) {
                checks.typeWent(factory);
            }
        });
    }

    void deployed(Deployment deployment) {
        loop.post(() -> checks.deployed(deployment));
    }

    void notifierCame(Notifier notifier) {
        loop.post(() -> notifiers.add(notifier, loop.nanos()));
    }

    void notifierWent(Notifier notifier) {
        loop.post(() -> notifiers.remove(notifier));
    }

    @Override
    public DirectorStatus status() {
        return view.status();
    }

    @Override
    public List<VirtualServerStatus> pools() {
        return view.pools();
    }

    @Override
    public FailoverStatus failover() {
        return view.failover();
    }

    @Override
    public List<CheckStatus> checks() {
        return view.checks();
    }

    @Override
    public List<CheckerTypeStatus> checkerTypes() {
        return view.checkerTypes();
    }

    @Override
    public List<Event> events(long after, int limit) {
        return view.events(after, limit);
    }

    @Override
    public CompletionStage<ConfigReport> test(Path file) {
        return configuration.examine(file, false);
    }

    @Override
    public CompletionStage<ConfigReport> plan(Path file) {
        return configuration.examine(file, true);
    }

    @Override
    public CompletionStage<ConfigReport> reload() {
        return configuration.reload();
    }

    @Override
    public CompletionStage<List<CheckRun>> checkNow(String target) {
        CompletableFuture<List<CheckRun>> answer = new CompletableFuture<>();
        loop.post(() -> {
            var unused = checks.book().runOnce(target).whenComplete((runs, error) -> {
                if (error != null) {
                    answer.completeExceptionally(error);
                } else {
                    answer.complete(runs);
                }
            });
        });
        return answer;
    }

    @Override
    public CompletionStage<Void> stop() {
        loop.post(this::beginStop);
        return stopped;
    }

    /** Gives up addresses and services at once, then lets notifiers finish. */
    private void beginStop() {
        if (stopping) {
            return;
        }
        stopping = true;
        suspension.stop();
        configuration.stop();
        CompletionStage<Void> addresses = failover.stop(environment.options().keepAddresses(), STOP_FAILOVER);
        pools.end(loop.nanos());
        table.stop(environment.options().keepServices());
        checks.stop();
        log.add(Report.of(Event.Kind.DIRECTOR, "", "Vigil stops"));
        addresses.whenComplete((nothing, error) -> loop.post(() -> {
            if (error != null) {
                LOG.warn(
                        "failover did not stop in good order within {} s: {}",
                        STOP_FAILOVER.toSeconds(),
                        error.toString());
            }
            endStop();
        }));
    }

    private void endStop() {
        try {
            notifiers.drain(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notifiers.close();
        inForce.cancel(false);
        stopped.complete(null);
    }
}
