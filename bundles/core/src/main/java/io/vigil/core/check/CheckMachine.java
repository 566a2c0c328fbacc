package io.vigil.core.check;

import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the results of one check mean (C3, C4): while it is up a failure is retried {@code retries} times before it counts, the very
 * first result counts at once, and while it is down one success is enough.
 *
 * <p>Example: retries 1, delay_before_retry 1 s, delay_loop 10 s, up. A failure at t = 0 is retried at 1 s; a second failure there
 * makes it down and the next check is at 11 s.
 *
 * <p>A type whose failures are retried in every round (X10) counts to {@code retries} again and again: at its first run and while it
 * is down too. In the example it would be asked at 11 s, 12 s, 22 s, 23 s and so on.
 */
final class CheckMachine {
    /** Broken runs in a row that are worth telling. */
    static final int BROKEN_IN_A_ROW = 3;

    /** What the check says. */
    enum State {
        /** Nothing yet. */
        UNKNOWN,
        /** Its server answers. */
        UP,
        /** Its server fails. */
        DOWN
    }

    /** What a result leads to. */
    enum News {
        /** Nothing that others must know. */
        NONE,
        /** The state changed, or its first result came. */
        STATE,
        /** The state is the same, the weight that it asks for is another. */
        WEIGHT,
        /** A failure that a retry may still make good. */
        RETRYING,
        /** It failed as before. */
        STILL_DOWN,
        /** Run after run breaks. */
        KEEPS_BREAKING,
        /** It gives verdicts again after it kept breaking. */
        WORKS_AGAIN
    }

    private final CheckKey.Timing timing;
    private final boolean everyRound;
    private State state = State.UNKNOWN;
    private @Nullable Verdict last;
    private int failures;
    private int brokenInARow;
    private long runs;
    private long broken;

    CheckMachine(CheckKey.Timing timing) {
        this.timing = timing;
        this.everyRound = timing.habits().contains(Habit.RETRIES_IN_EVERY_ROUND);
    }

    /** Takes over what another version of the same check knew. */
    void inherit(CheckMachine from) {
        state = from.state;
        last = from.last;
        failures = from.failures;
        runs = from.runs;
        broken = from.broken;
    }

    /** Takes a verdict. */
    News on(Verdict verdict) {
        runs++;
        boolean brokeBefore = brokenInARow >= BROKEN_IN_A_ROW;
        brokenInARow = 0;
        Verdict before = last;
        last = verdict;
        failures = verdict.up() ? 0 : failures + 1;
        State now = judge(verdict);
        if (now != state) {
            state = now;
            return News.STATE;
        }
        if (brokeBefore) {
            return News.WORKS_AGAIN;
        }
        if (verdict.up()) {
            boolean sameWeight = before == null || sameWeight(before, verdict);
            return sameWeight ? News.NONE : News.WEIGHT;
        }
        return retrying() ? News.RETRYING : News.STILL_DOWN;
    }

    private static boolean sameWeight(Verdict before, Verdict now) {
        return before.weight().equals(now.weight()) && before.weightChange().equals(now.weightChange());
    }

    private State judge(Verdict verdict) {
        if (verdict.up()) {
            return State.UP;
        }
        if (everyRound) {
            return retrying() ? state : State.DOWN;
        }
        return state == State.UP && failures <= timing.retries() ? State.UP : State.DOWN;
    }

    /** Whether the last failure is to be retried. */
    private boolean retrying() {
        return everyRound ? failures % (timing.retries() + 1L) != 0 : state == State.UP && failures > 0;
    }

    /** Takes a run that broke: the last verdict holds. */
    News onBroken() {
        runs++;
        broken++;
        brokenInARow++;
        return brokenInARow == BROKEN_IN_A_ROW ? News.KEEPS_BREAKING : News.NONE;
    }

    /** From the end of the last run to the next. */
    long nanosToNext() {
        return (retrying() && brokenInARow == 0 ? timing.delayBeforeRetry() : timing.delayLoop()).toNanos();
    }

    State state() {
        return state;
    }

    Optional<Verdict> last() {
        return Optional.ofNullable(last);
    }

    int failures() {
        return failures;
    }

    int brokenInARow() {
        return brokenInARow;
    }

    long runs() {
        return runs;
    }

    long broken() {
        return broken;
    }
}
