package io.vigil.core.check;

import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckKey;
import io.vigil.core.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One check that is tracked: its checker while its type is there, its machine, and where it is in its round. */
final class ScheduledCheck {
    /**
     * What readers on other threads may see of it.
     *
     * @param checking whether a checker is there to run it
     */
    record View(
            CheckMachine.State state,
            Optional<Verdict> last,
            Optional<Instant> lastAt,
            int failures,
            long runs,
            long broken,
            boolean checking,
            long dueNanos,
            int brokenInARow,
            String brokeWith) {
        /** What breaks its runs; empty when the last one did not break. */
        Optional<String> breaks() {
            return brokenInARow == 0
                    ? Optional.empty()
                    : Optional.of(
                            (brokenInARow == 1 ? "its last run broke: " : "its last " + brokenInARow + " runs broke: ")
                                    + brokeWith);
        }
    }

    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(5);
    private static final int STEPS = 10;
    /** A program whose time is up is sent SIGTERM and two seconds later SIGKILL; one more for both to be noticed. */
    private static final Duration PROGRAM_TO_END = Duration.ofSeconds(3);

    final CheckKey key;
    final CheckMachine machine;
    /** What asks; {@code null} while no bundle brings the type, or its checker is being made. */
    @Nullable
    ReadyChecker checker;
    /** Whether it ran before and lost its checker. */
    boolean held;
    /** Whether it has to run once more as soon as this run ends. */
    boolean again;
    /** What an operator should see to although its server is up. */
    Optional<String> warning = Optional.empty();
    /** Why its last run broke. */
    String brokeWith = "";
    /** Which run is under way; a result of an older one is dropped. */
    long run;

    boolean running;
    long startedNanos;
    long dueNanos;

    @Nullable
    Instant lastAt;

    Loop.@Nullable Timer timer;
    private volatile View view;

    ScheduledCheck(CheckKey key) {
        this.key = key;
        this.machine = new CheckMachine(key.timing());
        this.view = makeView();
    }

    /**
     * Longest time for a whole run: ten steps, and no less than five seconds and the time between two checks, in which a program may
     * run, with the time to end it.
     */
    Duration deadline() {
        Duration steps = key.timing().connectTimeout().multipliedBy(STEPS);
        Duration interval = longer(key.timing().delayLoop(), key.timing().interval());
        Duration loop = interval.plus(longer(key.timing().connectTimeout(), PROGRAM_TO_END));
        Duration wanted = checker == null ? Duration.ZERO : checker.longest();
        return longer(longer(longer(steps, loop), wanted), SHORTEST_DEADLINE);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Shows its present state to other threads. */
    void publish() {
        view = makeView();
    }

    View view() {
        return view;
    }

    private View makeView() {
        return new View(
                machine.state(),
                machine.last(),
                Optional.ofNullable(lastAt),
                machine.failures(),
                machine.runs(),
                machine.broken(),
                checker != null,
                dueNanos,
                machine.brokenInARow(),
                brokeWith);
    }
}
