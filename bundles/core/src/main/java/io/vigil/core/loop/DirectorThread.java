package io.vigil.core.loop;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop on a thread of its own, named {@code director}. A turn runs every message that waits and every timer that is due, then
 * the {@code afterTurn} task, so that what many messages change is written out once.
 */
public final class DirectorThread implements Loop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorThread.class);
    private static final long JOIN_MILLIS = 5_000;

    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread = new Thread(this::run, "director");
    private @Nullable Runnable afterTurn;
    private volatile boolean stopping;

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Runs this after each turn that did something. Set it before the start, or from a task. */
    public void afterTurn(Runnable task) {
        afterTurn = task;
    }

    @Override
    public void post(Runnable task) {
        messages.add(task);
        LockSupport.unpark(thread);
    }

    @Override
    public Timer at(long nanos, Runnable task) {
        if (Thread.currentThread() != thread && thread.isAlive()) {
            throw new IllegalStateException("timers are set on the director's thread only");
        }
        return timers.add(nanos, task);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    /** How many tasks ended in an exception: each one is a bug. */
    public long failures() {
        return failures.get();
    }

    /** Runs what was posted before, then ends the thread. Idempotent. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the director's thread still works {} ms after it was told to end; leaving it", JOIN_MILLIS);
        }
    }

    private void run() {
        while (true) {
            boolean last = stopping;
            if (turn()) {
                guarded(() -> {
                    if (afterTurn != null) {
                        afterTurn.run();
                    }
                });
            } else if (last) {
                return;
            } else if (messages.isEmpty()) {
                sleep();
            }
        }
    }

    private void sleep() {
        long wait = timers.nanosToNext(nanos());
        if (wait == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else if (wait > 0) {
            LockSupport.parkNanos(this, wait);
        }
    }

    /** Runs what waits now; what comes meanwhile belongs to the next turn. */
    private boolean turn() {
        Queue<Runnable> batch = new ArrayDeque<>();
        for (Runnable task = messages.poll(); task != null; task = messages.poll()) {
            batch.add(task);
        }
        long now = nanos();
        for (Runnable task = timers.pollDue(now); task != null; task = timers.pollDue(now)) {
            batch.add(task);
        }
        boolean any = !batch.isEmpty();
        for (Runnable task : batch) {
            guarded(task);
        }
        return any;
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            LOG.error("a task of the director failed; it goes on with the next", e);
        }
    }
}
