package io.vigil.core.check;

import io.vigil.api.director.CheckRun;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.ServerKey;
import io.vigil.core.loop.Loop;
import io.vigil.core.plan.ResolvedPool;
import io.vigil.core.pool.PoolPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Brings together the checks that the configuration asks for and the types that are installed. Owned by the director's thread. */
public final class CheckBook {
    private final CheckerTypes types;
    private final CheckScheduler scheduler;
    private final Bench bench;
    private final WatchedFiles files;
    private final HandRun byHand;
    private final CheckRows rows = new CheckRows();
    private final Set<CheckKey> verbose = new HashSet<>();
    private final Function<String, String> missingType;

    /**
     * One without checks.
     *
     * @param changed told when a check cannot be made, or can be again
     * @param missingType what to say of a type that no bundle brings
     */
    public CheckBook(
            Loop loop,
            CheckerTypes types,
            CheckScheduler scheduler,
            ProbeRunner runner,
            FileChanges changes,
            Runnable changed,
            Function<String, String> missingType) {
        this.types = types;
        this.scheduler = scheduler;
        this.byHand = new HandRun(loop, runner);
        this.bench = new Bench(loop, changed);
        this.files = new WatchedFiles(loop, changes, scheduler::runSoon);
        this.missingType = missingType;
    }

    /** How a pool identifies its checks, what is known of them, and what cannot run. */
    public PoolPlan plan(ResolvedPool pool) {
        return new PoolPlan(
                pool.virtualServer(),
                pool.servers().stream()
                        .map(s -> new PoolPlan.Server(
                                s.real(), s.checks().stream().map(this::plan).toList()))
                        .toList());
    }

    private PoolPlan.Check plan(ResolvedPool.Check check) {
        Optional<PoolPlan.Known> known =
                check.key().flatMap(scheduler::known).map(k -> new PoolPlan.Known(k.up(), k.verdict()));
        Optional<String> since = check.key()
                .flatMap(scheduler::find)
                .flatMap(c -> c.view().lastAt())
                .map(at -> ", its verdict of " + at + " holds");
        return new PoolPlan.Check(
                check.id(), check.type(), check.alpha(), known, missing(check).map(m -> m + since.orElse("")));
    }

    /** Why nothing can run a check. */
    private Optional<String> missing(ResolvedPool.Check check) {
        if (types.find(check.type()).isEmpty()) {
            return Optional.of(missingType.apply(check.type()));
        }
        return check.key().flatMap(bench::problem);
    }

    /**
     * Begins the checks of these pools that are new and can run, goes on with those that are known, and forgets all others.
     *
     * @param atOnce whether new ones run at once instead of after their warm-up
     */
    public void follow(List<ResolvedPool> pools, boolean atOnce) {
        Map<CheckKey, String> wanted = new LinkedHashMap<>();
        verbose.clear();
        for (ResolvedPool.Check check : checks(pools)) {
            check.key().ifPresent(key -> {
                wanted.put(key, check.type());
                if (check.logAllFailures()) {
                    verbose.add(key);
                }
            });
        }
        for (CheckKey key : scheduler.tracked()) {
            if (!wanted.containsKey(key)) {
                scheduler.untrack(key);
                files.set(key, Set.of());
            }
        }
        bench.retain(wanted.keySet());
        wanted.forEach((key, type) -> {
            if (!scheduler.runs(key)) {
                make(key, type, atOnce);
            }
        });
    }

    /** Takes a configuration: what a newer version of a type refused is run as it stands, for it was read again. */
    public void take(List<ResolvedPool> pools) {
        bench.acceptAll();
        follow(pools, false);
    }

    /** Has a check of an installed type made; what was known of it holds until then. */
    private void make(CheckKey key, String type, boolean atOnce) {
        if (bench.isRefused(key)) {
            return;
        }
        types.find(type).ifPresent(installed -> {
            scheduler.expect(key);
            bench.make(key, installed, ready -> {
                scheduler.track(key, ready, atOnce);
                files.set(key, ready.watches());
            });
        });
    }

    /** Has every check of a type made anew by the factory that counts now; each goes on with its old checker until then. */
    public void replaceCheckers(String type) {
        boolean installed = types.find(type).isPresent();
        for (CheckKey key : scheduler.tracked()) {
            if (key.type().equals(type)) {
                if (!installed || bench.isRefused(key)) {
                    hold(key);
                } else {
                    make(key, type, true);
                }
            }
        }
    }

    /** Keeps what the checks of a type say while no checker of theirs may run: the bundle that made them has left. */
    public void holdAll(String type) {
        scheduler.tracked().stream().filter(key -> key.type().equals(type)).forEach(this::hold);
    }

    private void hold(CheckKey key) {
        bench.cancel(key);
        scheduler.hold(key);
        files.set(key, Set.of());
    }

    /**
     * Puts the checks of a pool in the place of others that a newer version of their type reads differently: what was known goes on.
     * A block that the newer version finds fault with, and the older did not, is not run as something else than its author meant:
     * its verdict holds.
     *
     * @return the pool that runs now
     */
    public ResolvedPool supersede(ResolvedPool before, ResolvedPool after) {
        List<ResolvedPool.Server> servers = new ArrayList<>();
        for (int s = 0; s < after.servers().size(); s++) {
            List<ResolvedPool.Check> old = before.servers().get(s).checks();
            List<ResolvedPool.Check> now = after.servers().get(s).checks();
            List<ResolvedPool.Check> run = new ArrayList<>(now);
            // a type that is known at last may make several checks of one block
            for (int c = 0; old.size() == now.size() && c < now.size(); c++) {
                run.set(c, supersede(old.get(c), now.get(c)));
            }
            servers.add(new ResolvedPool.Server(after.servers().get(s).real(), run));
        }
        return new ResolvedPool(after.virtualServer(), servers);
    }

    private ResolvedPool.Check supersede(ResolvedPool.Check before, ResolvedPool.Check after) {
        Optional<CheckKey> from = before.key();
        if (from.isEmpty() || after.key().isEmpty()) {
            return after;
        }
        Optional<String> fault = after.faults().stream()
                .filter(f -> !before.faults().contains(f))
                .findFirst();
        if (fault.isPresent()) {
            bench.refuse(
                    from.get(), "the new version of " + after.type() + " reads its block differently: " + fault.get());
            return before;
        }
        bench.accept(from.get());
        if (!from.equals(after.key())) {
            scheduler.supersede(from.get(), after.key().get());
        }
        return after;
    }

    /** Every check that is known, running or held. */
    public Set<CheckKey> tracked() {
        return scheduler.tracked();
    }

    /** Whether every failure of a check is logged. */
    public boolean logsAllFailures(CheckKey key) {
        return verbose.contains(key);
    }

    /** The types that these pools name and no bundle brings. */
    public Set<String> missingTypes(List<ResolvedPool> pools) {
        Set<String> missing = new TreeSet<>();
        for (ResolvedPool.Check check : checks(pools)) {
            if (types.find(check.type()).isEmpty()) {
                missing.add(check.type());
            }
        }
        return missing;
    }

    /** How many runs of each type broke. */
    public Map<String, Long> brokenByType() {
        return rows.brokenByType();
    }

    /** How many checks of each type there are. */
    public Map<String, Integer> countByType() {
        return rows.countByType();
    }

    /** Why checks of installed types cannot be made, by type. */
    public Map<String, Set<String>> problemsByType() {
        return bench.problemsByType();
    }

    private static List<ResolvedPool.Check> checks(List<ResolvedPool> pools) {
        List<ResolvedPool.Check> checks = new ArrayList<>();
        pools.forEach(pool -> pool.servers().forEach(server -> checks.addAll(server.checks())));
        return checks;
    }

    /** Shows the present checks to readers on other threads. */
    public void publish(List<ResolvedPool> pools, Function<Object, List<ServerKey>> servers) {
        rows.publish(pools, servers, scheduler::find, this::missing);
    }

    /** What is known of every check. From any thread. */
    public List<CheckStatus> status(long nowNanos) {
        return rows.status(nowNanos);
    }

    /** Runs the checks once that fit {@code [TYPE] ADDRESS:PORT}; nothing follows from what they find. */
    public CompletionStage<List<CheckRun>> runOnce(String target) {
        return byHand.run(rows.all(), target);
    }
}
