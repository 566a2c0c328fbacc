package io.vigil.core;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Verdict;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckKey;
import io.vigil.config.Config;
import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.core.check.CheckBook;
import io.vigil.core.check.CheckListener;
import io.vigil.core.check.CheckScheduler;
import io.vigil.core.check.CheckerTypes;
import io.vigil.core.check.ProbeRunner;
import io.vigil.core.deploy.Deployment;
import io.vigil.core.event.EventLog;
import io.vigil.core.event.Report;
import io.vigil.core.loop.Loop;
import io.vigil.core.plan.PoolResolver;
import io.vigil.core.plan.ResolvedPool;
import io.vigil.core.pool.Pools;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the checks of the configuration with the types that are installed, and passes on what they say. */
final class CheckDesk implements CheckListener {
    private static final Logger LOG = LoggerFactory.getLogger(CheckDesk.class);
    /** A type that comes this soon after the configuration was part of the same start: its checks keep their warm-up. */
    private static final long START_NANOS = 30_000_000_000L;

    private final Loop loop;
    private final EventLog log;
    private final Pools pools;
    private final ProbeRunner runner;
    private final CheckerTypes types = new CheckerTypes();
    private final CheckScheduler scheduler;
    private final CheckBook book;
    private final Supplier<List<CheckerDescription>> declared;
    private final Set<String> breaking = new HashSet<>();
    private final Map<CheckKey, String> warnings = new LinkedHashMap<>();
    private Set<String> suspended = Set.of();
    private List<ResolvedPool> running = List.of();
    private Set<String> missing = Set.of();
    private Config config = Config.EMPTY;
    private long configuredNanos;
    private boolean configured;
    private Deployment deployment = Deployment.NOTHING;
    private boolean reasonsStale;

    CheckDesk(Loop loop, EventLog log, Pools pools, Environment environment) {
        this.loop = loop;
        this.log = log;
        this.pools = pools;
        this.runner = environment.probes();
        this.declared = environment.declaredTypes();
        this.scheduler = new CheckScheduler(
                loop, runner, environment.random(), CheckScheduler.Settings.within(environment.openFiles()), this);
        this.book = new CheckBook(
                loop,
                types,
                scheduler,
                runner,
                environment.files(),
                this::reasonsChanged,
                type -> deployment.missing(type));
        scheduler.suspendWhere(key -> {
            List<String> askers = pools.askers(key);
            return !askers.isEmpty() && suspended.containsAll(askers);
        });
    }

    /** The types that are there, and those that bundles declare which have not started yet. */
    CheckerCatalog catalog() {
        return types.catalog(declared.get());
    }

    /** Takes a configuration: what did not change goes on undisturbed. */
    void configure(List<ResolvedPool> wanted, CheckerCatalog readWith, Config file) {
        config = file;
        CheckerCatalog now = catalog();
        List<ResolvedPool> resolved = new ArrayList<>(wanted.size());
        for (ResolvedPool pool : wanted) {
            resolved.add(sameTypes(pool, readWith, now) ? pool : PoolResolver.resolve(pool.virtualServer(), now, file));
        }
        running = resolved;
        if (!configured) {
            configured = true;
            configuredNanos = loop.nanos();
        }
        book.take(running);
        pools.configure(running.stream().map(book::plan).toList(), loop.nanos());
        publish();
    }

    /** Whether every type that a pool names is declared now as it was when the pool was resolved. */
    private static boolean sameTypes(ResolvedPool pool, CheckerCatalog then, CheckerCatalog now) {
        Set<String> named = new HashSet<>();
        pool.servers().forEach(s -> s.checks().forEach(c -> named.add(c.type())));
        return named.stream().allMatch(type -> then.find(type).equals(now.find(type)));
    }

    /** A checker type was installed: checks that waited for it begin, others get the new checker. */
    void typeCame(CheckerTypes.Installed installed) {
        String type = installed.description().keyword();
        types.add(installed);
        int checks = book.countByType().getOrDefault(type, 0);
        tell(
                type,
                "Checker type " + type + " came with " + installed.bundle() + " " + installed.version() + ": " + checks
                        + " checks can run");
        if (types.find(type)
                .filter(best -> best.factory() == installed.factory())
                .isPresent()) {
            rebind(type);
        }
    }

    /** A checker type went: another bundle's takes over, or the last verdicts hold. */
    void typeWent(CheckerFactory factory) {
        boolean counted = types.all().stream().anyMatch(t -> t.factory() == factory);
        types.remove(factory).ifPresent(gone -> {
            String type = gone.description().keyword();
            if (!counted) {
                runner.leave(factory.getClass().getClassLoader());
                tell(type, "Checker type " + type + " of " + gone.bundle() + " left: another's counts");
                publish();
                return;
            }
            // first what is kept between runs, then the loops that it is kept on
            book.holdAll(type);
            runner.leave(factory.getClass().getClassLoader());
            int checks = book.countByType().getOrDefault(type, 0);
            tell(
                    type,
                    types.find(type)
                            .map(next -> "Checker type " + type + " left: " + next.bundle() + " takes over its "
                                    + checks + " checks")
                            .orElse("Checker type " + type + " left: its " + checks
                                    + " checks hold their last verdict"));
            rebind(type);
        });
    }

    private void tell(String type, String message) {
        log.add(Report.of(Event.Kind.CHECKER_TYPE, type, message));
    }

    private void rebind(String type) {
        CheckerCatalog catalog = catalog();
        Map<String, ResolvedPool> affected = new LinkedHashMap<>();
        List<ResolvedPool> next = new ArrayList<>(running.size());
        for (ResolvedPool pool : running) {
            if (!pool.names(type)) {
                next.add(pool);
                continue;
            }
            ResolvedPool fresh = types.find(type).isPresent()
                    ? book.supersede(pool, PoolResolver.resolve(pool.virtualServer(), catalog, config))
                    : pool;
            affected.put(fresh.virtualServer().name(), fresh);
            next.add(fresh);
        }
        running = next;
        boolean started = loop.nanos() - configuredNanos < START_NANOS;
        book.replaceCheckers(type);
        book.follow(running, !started);
        pools.rebind(affected.values().stream().map(book::plan).toList(), loop.nanos());
        publish();
    }

    private void publish() {
        book.publish(running, pools::serversOf);
        missing = book.missingTypes(running);
        Set<String> present = new HashSet<>();
        book.tracked().forEach(key -> present.add(key.toString()));
        breaking.retainAll(present);
        warnings.keySet().retainAll(book.tracked());
    }

    /** What cannot run changed: shown once for all that change in this turn. */
    private void reasonsChanged() {
        if (!reasonsStale) {
            reasonsStale = true;
            loop.post(() -> {
                reasonsStale = false;
                pools.rebind(running.stream().map(book::plan).toList(), loop.nanos());
                publish();
            });
        }
    }

    /** The framework has something else to say of checkers than before. */
    void deployed(Deployment now) {
        Deployment before = deployment;
        deployment = now;
        now.troubles().stream()
                .filter(t -> !before.troubles().contains(t))
                .forEach(t -> tell(t.type(), "Checker type " + t));
        now.others().stream().filter(o -> !before.others().contains(o)).forEach(o -> tell("", o));
        reasonsChanged();
    }

    /** What the framework says of checkers. */
    Deployment deployment() {
        return deployment;
    }

    /** Which pools are suspended because their address is not here (C8). One that wakes hears what its checks said meanwhile. */
    void suspend(Set<String> poolNames) {
        if (suspended.equals(poolNames)) {
            return;
        }
        Set<String> waking = new HashSet<>(suspended);
        waking.removeAll(poolNames);
        suspended = Set.copyOf(poolNames);
        for (CheckKey key : book.tracked()) {
            if (pools.askers(key).stream().anyMatch(waking::contains)) {
                scheduler.known(key).ifPresent(known -> reported(key, known.up(), known.verdict()));
            }
        }
    }

    /** Ends all checks. */
    void stop() {
        scheduler.close();
    }

    CheckBook book() {
        return book;
    }

    CheckerTypes types() {
        return types;
    }

    /** Types that the configuration names and no bundle brings. */
    Set<String> missingTypes() {
        return missing;
    }

    /** What an operator should see to. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (scheduler.overdueCount() > 0) {
            problems.add(scheduler.overdueCount() + " checks are overdue: their last verdicts hold");
        }
        if (!breaking.isEmpty()) {
            problems.add(breaking.size() + " checks keep breaking, such as "
                    + breaking.iterator().next() + ": their last verdicts hold");
        }
        if (!warnings.isEmpty()) {
            Map.Entry<CheckKey, String> first = warnings.entrySet().iterator().next();
            problems.add((warnings.size() == 1 ? "1 check warns: " : warnings.size() + " checks warn, such as ")
                    + first.getKey() + ": " + first.getValue());
        }
        deployment.troubles().forEach(t -> problems.add("checker type " + t));
        book.problemsByType()
                .forEach((type, texts) -> problems.add("checks of " + type + " cannot run: "
                        + texts.iterator().next()
                        + (texts.size() == 1 ? "" : "; and " + (texts.size() - 1) + " more")));
        problems.addAll(deployment.others());
        return problems;
    }

    @Override
    public void reported(CheckKey key, boolean up, Verdict verdict) {
        pools.report(key, up, verdict, suspended, loop.nanos());
    }

    @Override
    public void failedAgain(CheckKey key, Verdict verdict, boolean willRetry) {
        if (book.logsAllFailures(key)) {
            LOG.info(
                    "{} failed ({}){}",
                    key,
                    verdict.failure().orElse(""),
                    willRetry ? ", retrying" : ", it stays down");
        }
    }

    @Override
    public void keepsBreaking(CheckKey key, int times, String reason) {
        breaking.add(key.toString());
        log.add(Report.of(
                Event.Kind.CHECK,
                key.toString(),
                key + " broke " + times + " times in a row (" + reason + "): its last verdict holds"));
    }

    @Override
    public void worksAgain(CheckKey key, Verdict verdict) {
        breaking.remove(key.toString());
        log.add(Report.of(Event.Kind.CHECK, key.toString(), key + " gives verdicts again (" + verdict.reason() + ")"));
    }

    @Override
    public void warns(CheckKey key, Optional<String> warning) {
        warning.ifPresentOrElse(text -> warnings.put(key, text), () -> warnings.remove(key));
        log.add(Report.of(
                Event.Kind.CHECK,
                key.toString(),
                key + warning.map(text -> " warns: " + text).orElse(" no longer warns")));
    }

    @Override
    public void overdue(CheckKey key, String reason) {
        log.add(Report.of(Event.Kind.CHECK, key.toString(), key + " is overdue: " + reason));
    }
}
