package io.vigil.core.check;

import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckKey;
import io.vigil.core.loop.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs each check when it is due, no more than so many at a time, and tells what the results mean.
 *
 * <p>The first run comes 1 s + random(0..warmup) after a check begins, every other one {@code delay_loop} (or
 * {@code delay_before_retry}) after the end of the one before (C2, C4), or after its start where the type has that habit (X17).
 */
public final class CheckScheduler {
    /**
     * Limits.
     *
     * @param maxRunning runs at a time; due checks beyond wait in line
     * @param grace how long after its deadline a run without a result is given up
     */
    public record Settings(int maxRunning, Duration grace) {
        private static final int MOST = 16_000;
        private static final int LEAST = 100;

        /**
         * The usual ones: as many runs as three quarters of the files that this process may open, so that servers that hang do
         * not hold up the checks of those that answer, and the director keeps files for itself.
         */
        public static Settings within(long openFiles) {
            return new Settings((int) Math.max(LEAST, Math.min(MOST, openFiles / 4 * 3)), Duration.ofSeconds(2));
        }
    }

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Loop loop;
    private final ProbeRunner runner;
    private final RandomGenerator random;
    private final Settings settings;
    private final CheckListener listener;
    private final Map<CheckKey, ScheduledCheck> checks = new LinkedHashMap<>();
    private final Set<ScheduledCheck> running = new LinkedHashSet<>();
    private final Deque<ScheduledCheck> waiting = new ArrayDeque<>();
    private final Set<CheckKey> overdue = new LinkedHashSet<>();
    private Predicate<CheckKey> suspended = key -> false;
    private final Pace pace = new Pace();
    private double perSecond;
    private Loop.@Nullable Timer sweep;
    private Loop.@Nullable Timer nextStart;

    /** One that has no checks yet. */
    public CheckScheduler(
            Loop loop, ProbeRunner runner, RandomGenerator random, Settings settings, CheckListener listener) {
        this.loop = loop;
        this.runner = runner;
        this.random = random;
        this.settings = settings;
        this.listener = listener;
    }

    /** Says which checks wait until their address is on this machine (C8). */
    public void suspendWhere(Predicate<CheckKey> check) {
        suspended = check;
    }

    /** A check is about to begin: its checker is being made. One that is known stays as it is. */
    public void expect(CheckKey key) {
        if (!checks.containsKey(key)) {
            add(new ScheduledCheck(key));
        }
    }

    private void add(ScheduledCheck check) {
        checks.put(check.key, check);
        count(check.key, 1);
    }

    /**
     * Begins a check, or gives one that runs a new checker.
     *
     * @param atOnce whether the first run comes at once instead of after the warm-up; one that was held never warms up again
     */
    public void track(CheckKey key, ReadyChecker checker, boolean atOnce) {
        expect(key);
        ScheduledCheck check = Objects.requireNonNull(checks.get(key));
        boolean runs = check.checker != null;
        forget(check);
        check.checker = checker;
        if (runs) {
            return;
        }
        schedule(check, loop.nanos() + (atOnce || check.held ? 0 : warmUp(key)));
        check.held = false;
        startSweep();
    }

    /** Puts a check in the place of another that a newer version of its type reads differently; what was known goes on. */
    public void supersede(CheckKey old, CheckKey key) {
        ScheduledCheck before = checks.get(old);
        if (before != null && !checks.containsKey(key)) {
            ScheduledCheck check = new ScheduledCheck(key);
            check.machine.inherit(before.machine);
            check.lastAt = before.lastAt;
            check.held = true;
            check.publish();
            add(check);
        }
    }

    /** Runs a check without waiting for its time; its next run follows at the usual distance. One that runs now runs again. */
    public void runSoon(CheckKey key) {
        ScheduledCheck check = checks.get(key);
        if (check == null || check.checker == null || waiting.contains(check)) {
            return;
        }
        if (check.running) {
            check.again = true;
        } else {
            schedule(check, loop.nanos());
        }
    }

    private void count(CheckKey key, int times) {
        double seconds = Math.max(1e-3, key.timing().delayLoop().toNanos() / 1e9);
        perSecond += times / seconds;
        pace.nominal(perSecond);
    }

    private long warmUp(CheckKey key) {
        if (key.timing().habits().contains(Habit.BEGINS_AT_ONCE)) {
            return 0;
        }
        long warmup = key.timing().warmup().toNanos();
        return FIRST.toNanos() + (warmup > 0 ? random.nextLong(warmup) : 0);
    }

    /** Keeps a check's last verdict although nothing can ask any more: its type left. A run under way is dropped. */
    public void hold(CheckKey key) {
        ScheduledCheck check = checks.get(key);
        if (check != null) {
            forget(check);
            check.checker = null;
            check.held = true;
            drop(check);
            check.publish();
        }
    }

    /** Forgets a check. */
    public void untrack(CheckKey key) {
        ScheduledCheck check = checks.remove(key);
        if (check != null) {
            count(key, -1);
            forget(check);
            drop(check);
        }
        overdue.remove(key);
    }

    /** Ends every check; results of runs under way are dropped. */
    public void close() {
        List.copyOf(checks.keySet()).forEach(this::untrack);
        if (sweep != null) {
            sweep.cancel();
        }
        if (nextStart != null) {
            nextStart.cancel();
        }
    }

    private void forget(ScheduledCheck check) {
        ReadyChecker ready = check.checker;
        if (ready != null) {
            runner.forget(ready.checker());
        }
    }

    private void drop(ScheduledCheck check) {
        check.cancelTimer();
        check.run++;
        check.running = false;
        check.again = false;
        waiting.remove(check);
        if (running.remove(check)) {
            startWaiting();
        }
    }

    private void schedule(ScheduledCheck check, long nanos) {
        check.cancelTimer();
        check.dueNanos = nanos;
        check.timer = loop.at(nanos, () -> due(check));
        check.publish();
    }

    private void due(ScheduledCheck check) {
        check.timer = null;
        if (suspended.test(check.key)) {
            schedule(check, loop.nanos() + check.key.timing().delayLoop().toNanos());
        } else {
            waiting.add(check);
            startWaiting();
        }
    }

    private void start(ScheduledCheck check) {
        ReadyChecker ready = check.checker;
        if (ready == null) {
            return;
        }
        long run = ++check.run;
        check.running = true;
        check.startedNanos = loop.nanos();
        running.add(check);
        runner.run(
                ready.checker(),
                check.key.target(),
                check.key.virtualHost(),
                check.key.timing().connectTimeout(),
                check.key.timing().interval(),
                check.deadline(),
                result -> loop.post(() -> ended(check, run, result)));
    }

    private void ended(ScheduledCheck check, long run, ProbeResult result) {
        if (check.run != run || !check.running) {
            return;
        }
        overdue.remove(check.key);
        finish(check, result);
    }

    private void finish(ScheduledCheck check, ProbeResult result) {
        check.running = false;
        running.remove(check);
        if (result instanceof ProbeResult.Answered answered) {
            Verdict verdict = counted(answered.verdict());
            check.lastAt = loop.wall();
            check.brokeWith = "";
            warn(check, verdict.warning());
            tell(check, verdict, check.machine.on(verdict));
        } else if (result instanceof ProbeResult.Broke broke) {
            check.brokeWith = broke.reason();
            if (check.machine.onBroken() == CheckMachine.News.KEEPS_BREAKING) {
                listener.keepsBreaking(check.key, check.machine.brokenInARow(), broke.reason());
            }
        }
        check.run++;
        schedule(check, check.again ? loop.nanos() : next(check));
        check.again = false;
        startWaiting();
    }

    private long next(ScheduledCheck check) {
        boolean fromStart = check.key.timing().habits().contains(Habit.COUNTS_FROM_START);
        long from = fromStart ? check.startedNanos : loop.nanos();
        return Math.max(loop.nanos(), from + check.machine.nanosToNext());
    }

    /** A change of the weight by the least number there is means down, whatever else the verdict says (X20). */
    private static Verdict counted(Verdict verdict) {
        if (!verdict.up() || verdict.weightChange().orElse(0) != Integer.MIN_VALUE) {
            return verdict;
        }
        Verdict down = Verdict.down(verdict.phase(), verdict.reason()).after(verdict.latency());
        return verdict.warning().map(down::warning).orElse(down);
    }

    private void warn(ScheduledCheck check, Optional<String> warning) {
        if (!warning.equals(check.warning)) {
            check.warning = warning;
            listener.warns(check.key, warning);
        }
    }

    private void tell(ScheduledCheck check, Verdict verdict, CheckMachine.News news) {
        switch (news) {
            case STATE, WEIGHT -> listener.reported(check.key, check.machine.state() == CheckMachine.State.UP, verdict);
            case RETRYING -> listener.failedAgain(check.key, verdict, true);
            case STILL_DOWN -> listener.failedAgain(check.key, verdict, false);
            case WORKS_AGAIN -> {
                listener.worksAgain(check.key, verdict);
                if (verdict.up()) {
                    listener.reported(check.key, true, verdict);
                }
            }
            case NONE, KEEPS_BREAKING -> {}
        }
    }

    /** Starts checks that are due, in their order, as far as cap and pace allow. */
    private void startWaiting() {
        while (running.size() < settings.maxRunning() && !waiting.isEmpty()) {
            if (!pace.take(loop.nanos())) {
                if (nextStart == null) {
                    nextStart = loop.at(loop.nanos() + pace.nanosToNext(), this::continueStarting);
                }
                return;
            }
            start(waiting.remove());
        }
    }

    private void continueStarting() {
        nextStart = null;
        startWaiting();
    }

    private void startSweep() {
        if (sweep == null) {
            sweep = loop.after(SWEEP, this::sweep);
        }
    }

    /** Gives up runs whose runner forgot them, and tells of checks that wait in line for too long. */
    private void sweep() {
        sweep = checks.isEmpty() ? null : loop.after(SWEEP, this::sweep);
        long now = loop.nanos();
        for (ScheduledCheck check : new ArrayList<>(running)) {
            long late = now - check.startedNanos - check.deadline().toNanos();
            if (late > settings.grace().toNanos()) {
                overdue(check, "no result " + check.deadline().toSeconds() + " s after its start; the run is given up");
                finish(check, new ProbeResult.Broke("missed its deadline of " + check.deadline()));
            }
        }
        for (ScheduledCheck check : waiting) {
            if (now - check.dueNanos <= check.deadline().toNanos()) {
                break;
            }
            overdue(check, "waits in line behind " + settings.maxRunning() + " other checks");
        }
    }

    private void overdue(ScheduledCheck check, String reason) {
        if (overdue.add(check.key)) {
            listener.overdue(check.key, reason);
        }
    }

    /** Whether it has a checker; a held one has none. */
    public boolean runs(CheckKey key) {
        ScheduledCheck check = checks.get(key);
        return check != null && check.checker != null;
    }

    /** Every check that is known, running or held. */
    public Set<CheckKey> tracked() {
        return new LinkedHashSet<>(checks.keySet());
    }

    /** What a check says: state and the verdict behind it; empty before its first. */
    public Optional<Known> known(CheckKey key) {
        ScheduledCheck check = checks.get(key);
        return check == null || check.machine.state() == CheckMachine.State.UNKNOWN
                ? Optional.empty()
                : check.machine
                        .last()
                        .map(verdict -> new Known(check.machine.state() == CheckMachine.State.UP, verdict));
    }

    /** A state and the verdict behind it. */
    public record Known(boolean up, Verdict verdict) {}

    /** How many checks should have had a verdict by now. */
    public int overdueCount() {
        return overdue.size();
    }

    /** A check that is tracked. */
    Optional<ScheduledCheck> find(CheckKey key) {
        return Optional.ofNullable(checks.get(key));
    }
}
