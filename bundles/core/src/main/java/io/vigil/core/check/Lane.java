package io.vigil.core.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the code of one checker bundle runs, apart from a check's own: one call after the other, on a thread that it has only while
 * there is something to do. A bundle that never returns from a call holds up its own lane and nothing else.
 *
 * <p>Any thread may call it.
 */
public final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final LongSupplier nanos;
    private @Nullable Thread inside;
    private long enteredNanos;
    private boolean busy;
    private boolean closed;

    /**
     * An idle one.
     *
     * @param name the bundle's, for threads and messages
     * @param threads lends a thread; never runs out of them
     */
    public Lane(String name, Executor threads) {
        this(name, threads, System::nanoTime);
    }

    /** The same by another clock. */
    Lane(String name, Executor threads, LongSupplier nanos) {
        this.name = name;
        this.threads = threads;
        this.nanos = nanos;
    }

    /** Runs this behind what was handed in before. Whatever the work throws must end in it. */
    public void run(Runnable work) {
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.add(work);
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        Thread thread = Thread.currentThread();
        ClassLoader loaderBefore = thread.getContextClassLoader();
        String nameBefore = thread.getName();
        try {
            for (Runnable next = next(); next != null; next = next()) {
                thread.setName("checker " + name);
                next.run();
                thread.setContextClassLoader(loaderBefore);
            }
        } finally {
            thread.setName(nameBefore);
            thread.setContextClassLoader(loaderBefore);
        }
    }

    private synchronized @Nullable Runnable next() {
        Thread.interrupted();
        Runnable next = waiting.poll();
        busy = next != null;
        inside = busy ? Thread.currentThread() : null;
        enteredNanos = nanos.getAsLong();
        return next;
    }

    /** Interrupts a call that has lasted longer than this; gives whether there is one. */
    public synchronized boolean isStuck(Duration patience) {
        Thread stuck = inside;
        if (stuck == null || nanos.getAsLong() - enteredNanos < patience.toNanos()) {
            return false;
        }
        stuck.interrupt();
        return true;
    }

    /** Drops what waits and interrupts what runs. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        Thread running = inside;
        if (running != null && running != Thread.currentThread()) {
            LOG.debug("{} left while its code ran", name);
            running.interrupt();
        }
    }
}
