package io.vigil.core.probe;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of one run, from its making to its deadline. Any thread may ask.
 *
 * <p>The deadline is kept by another thread than the loop: a checker that blocks the loop against the rules is interrupted, and
 * when that does not help its run still ends in time.
 */
final class RunTime {
    private static final Logger LOG = LoggerFactory.getLogger(RunTime.class);

    /** A verdict a little before the deadline says more than a missed deadline. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final long began = System.nanoTime();
    private final ProbeRun run;
    private final CheckerCode code;
    private volatile @Nullable Future<?> deadline;

    RunTime(ProbeRun run, CheckerCode code) {
        this.run = run;
        this.code = code;
    }

    /** Sees to it that the run ends by its deadline, with or without a result. */
    void watch() {
        deadline = run.lender().watch().schedule(this::isUp, remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The run has its result. */
    void end() {
        Future<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void isUp() {
        String late = "no verdict within " + Words.seconds(run.order().deadline());
        code.interrupt();
        try {
            // Like a step's timer: what has come meanwhile is read first
            var unusedToo = run.loop()
                    .schedule(() -> run.broke(late), ProbeLimits.ONE_MORE_LOOK.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // its bundle left as it began, and the bundle's loops have ended
            run.broke(late);
            return;
        }
        var unused = run.lender()
                .watch()
                .schedule(
                        () -> givenUp(late + ", and a check still holds the event loop"),
                        run.lender().limits().patience().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** The loop has not even taken the deadline: this run's checker blocks it, or another's. */
    private void givenUp(String reason) {
        if (!run.isFinished() && code.isInside()) {
            LOG.error(
                    "{} blocks an event loop of the probes and does not react to being interrupted; every check on that loop waits",
                    run.order().checker().getClass().getName());
        }
        run.broke(reason);
    }

    long beganNanos() {
        return began;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    Duration remaining() {
        Duration left = run.order().deadline().minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The time for the next step: the step's limit, or a little less than what is left. */
    Duration step(Duration wanted) {
        Duration left = remaining().minus(MARGIN);
        Duration step = wanted.compareTo(left) < 0 ? wanted : left;
        return step.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : step;
    }
}
