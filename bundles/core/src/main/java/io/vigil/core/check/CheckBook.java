package io.vigil.core.check;

import io.vigil.api.Endpoint;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.ServerKey;
import io.vigil.core.plan.ResolvedPool;
import io.vigil.core.pool.PoolPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings together the checks that the configuration asks for and the types that are installed. Owned by the director's thread. */
public final class CheckBook {
    private static final Logger LOG = LoggerFactory.getLogger(CheckBook.class);

    /** What readers need to show a check. */
    private record Row(String type, Endpoint target, Optional<ScheduledCheck> check, List<ServerKey> servers) {}

    private final CheckerTypes types;
    private final CheckScheduler scheduler;
    private final Map<CheckKey, String> invalid = new HashMap<>();
    private final Set<CheckKey> verbose = new HashSet<>();
    private volatile List<Row> rows = List.of();

    /** One without checks. */
    public CheckBook(CheckerTypes types, CheckScheduler scheduler) {
        this.types = types;
        this.scheduler = scheduler;
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
        return new PoolPlan.Check(check.id(), check.type(), check.alpha(), known, missing(check));
    }

    private Optional<String> missing(ResolvedPool.Check check) {
        Optional<String> wrong = check.key().map(invalid::get);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (types.find(check.type()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(check.type() + " is not installed");
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
        invalid.keySet().retainAll(wanted.keySet());
        for (CheckKey key : scheduler.tracked()) {
            if (!wanted.containsKey(key)) {
                scheduler.untrack(key);
            }
        }
        wanted.forEach((key, type) -> {
            if (!scheduler.runs(key)) {
                checker(key, type).ifPresent(checker -> scheduler.track(key, checker, atOnce));
            }
        });
    }

    /** Gives every check of a type a checker of the factory that counts now. */
    public void replaceCheckers(String type) {
        for (CheckKey key : scheduler.tracked()) {
            if (key.type().equals(type)) {
                checker(key, type).ifPresentOrElse(c -> scheduler.track(key, c, true), () -> scheduler.hold(key));
            }
        }
    }

    /** Puts checks in the place of others that a newer version of their type reads differently: what was known goes on. */
    public void supersede(ResolvedPool before, ResolvedPool after) {
        for (int s = 0; s < after.servers().size(); s++) {
            List<ResolvedPool.Check> old = before.servers().get(s).checks();
            List<ResolvedPool.Check> now = after.servers().get(s).checks();
            boolean sameChecks = old.size() == now.size();
            for (int c = 0; sameChecks && c < now.size(); c++) {
                Optional<CheckKey> from = old.get(c).key();
                Optional<CheckKey> to = now.get(c).key();
                if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                    checker(to.get(), to.get().type())
                            .ifPresent(checker -> scheduler.supersede(from.get(), to.get(), checker));
                }
            }
        }
    }

    private Optional<Checker> checker(CheckKey key, String type) {
        Optional<CheckerTypes.Installed> installed = types.find(type);
        if (installed.isEmpty()) {
            return Optional.empty();
        }
        try {
            Checker checker = installed.get().factory().create(key.options());
            invalid.remove(key);
            return Optional.of(checker);
        } catch (InvalidOptionsException e) {
            complain(
                    key,
                    e.diagnostics().isEmpty()
                            ? "bad options"
                            : e.diagnostics().get(0).toString());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("checker type {} cannot make a check of {}", type, key, e);
            complain(key, e.toString());
        }
        return Optional.empty();
    }

    private void complain(CheckKey key, String reason) {
        String text = key.type() + " cannot be made: " + reason;
        if (!text.equals(invalid.put(key, text))) {
            LOG.warn("{}: {}", key, text);
        }
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
        Map<String, Long> broken = new HashMap<>();
        rows.forEach(row -> row.check().ifPresent(c -> broken.merge(row.type(), c.machine.broken(), Long::sum)));
        return broken;
    }

    /** How many checks of each type there are. */
    public Map<String, Integer> countByType() {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.type(), 1, Integer::sum));
        return counts;
    }

    private static List<ResolvedPool.Check> checks(List<ResolvedPool> pools) {
        List<ResolvedPool.Check> checks = new ArrayList<>();
        pools.forEach(pool -> pool.servers().forEach(server -> checks.addAll(server.checks())));
        return checks;
    }

    /** Shows the present checks to readers on other threads. */
    public void publish(List<ResolvedPool> pools, Function<Object, List<ServerKey>> servers) {
        Map<Object, Row> byId = new LinkedHashMap<>();
        for (ResolvedPool pool : pools) {
            for (ResolvedPool.Server server : pool.servers()) {
                for (ResolvedPool.Check check : server.checks()) {
                    byId.computeIfAbsent(
                            check.id(),
                            id -> new Row(
                                    check.type(),
                                    check.key()
                                            .map(key -> key.target().endpoint())
                                            .orElse(server.real().destination().endpoint()),
                                    check.key().flatMap(scheduler::find),
                                    servers.apply(id)));
                }
            }
        }
        rows = List.copyOf(byId.values());
    }

    /** What is known of every check. From any thread. */
    public List<CheckStatus> status(long nowNanos) {
        return rows.stream().map(row -> status(row, nowNanos)).toList();
    }

    private CheckStatus status(Row row, long now) {
        Optional<ScheduledCheck.View> seen = row.check().map(ScheduledCheck::view);
        if (seen.isEmpty()) {
            return new CheckStatus(
                    row.type(),
                    row.target(),
                    CheckStatus.State.UNCHECKED,
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    0,
                    Optional.empty(),
                    row.servers());
        }
        ScheduledCheck.View view = seen.get();
        Optional<Duration> next =
                view.checking() ? Optional.of(Duration.ofNanos(Math.max(0, view.dueNanos() - now))) : Optional.empty();
        return new CheckStatus(
                row.type(),
                row.target(),
                state(view),
                view.last(),
                view.lastAt(),
                view.failures(),
                view.runs(),
                view.broken(),
                next,
                row.servers());
    }

    private static CheckStatus.State state(ScheduledCheck.View view) {
        if (!view.checking()) {
            return CheckStatus.State.UNCHECKED;
        }
        return switch (view.state()) {
            case UNKNOWN -> CheckStatus.State.UNKNOWN;
            case UP -> CheckStatus.State.UP;
            case DOWN -> CheckStatus.State.DOWN;
        };
    }
}
