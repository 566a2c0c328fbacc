package io.vigil.core.loop;

import io.vigil.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A loop whose time stands still: tasks and timers run when a test says so, in the test's thread. */
public final class ManualLoop implements Loop {
    public final ManualClock clock = new ManualClock();
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private @Nullable Runnable afterTurn;

    public void afterTurn(Runnable task) {
        afterTurn = task;
    }

    @Override
    public void post(Runnable task) {
        messages.add(task);
    }

    @Override
    public Timer at(long nanos, Runnable task) {
        return timers.add(nanos, task);
    }

    @Override
    public long nanos() {
        return clock.getAsLong();
    }

    @Override
    public Instant wall() {
        return clock.instant();
    }

    /** Runs everything that waits or is due, without moving the time. */
    public void settle() {
        while (true) {
            boolean any = false;
            for (Runnable task = messages.poll(); task != null; task = messages.poll()) {
                task.run();
                any = true;
            }
            for (Runnable task = timers.pollDue(nanos()); task != null; task = timers.pollDue(nanos())) {
                task.run();
                any = true;
            }
            if (!any) {
                return;
            }
            if (afterTurn != null) {
                afterTurn.run();
            }
        }
    }

    /** Lets this much time pass, stopping at every timer on the way. */
    public void advance(Duration time) {
        long end = nanos() + time.toNanos();
        settle();
        for (long next = timers.nanosToNext(nanos()); next <= end - nanos(); next = timers.nanosToNext(nanos())) {
            clock.moveTo(nanos() + next);
            settle();
        }
        clock.moveTo(end);
        settle();
    }
}
