package io.vigil.core.probe;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Shares threads out between owners, the class loaders of the checkers: none has more than its share at work, what it asks for beyond
 * waits in its own line, and so a type whose servers all hang leaves threads to the other types. Any thread may call it.
 */
final class BlockingShares implements AutoCloseable {
    /** What one owner has: work on threads, and work that waits. */
    private static final class Share {
        private final Queue<FutureTask<?>> waiting = new ArrayDeque<>();
        private int atWork;
    }

    private final ExecutorService threads;
    private final int most;
    private final Map<Object, Share> shares = new HashMap<>();

    /** @param most the threads that one owner may hold */
    BlockingShares(ExecutorService threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /** Runs work as soon as its owner's share allows; cancelled work is skipped, or interrupted when it has begun. */
    Future<?> submit(Object owner, Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        synchronized (this) {
            Share share = shares.computeIfAbsent(owner, o -> new Share());
            share.waiting.add(task);
            startNext(owner, share);
        }
        return task;
    }

    /** Under the lock. */
    private void startNext(Object owner, Share share) {
        share.waiting.removeIf(Future::isDone);
        while (share.atWork < most && !share.waiting.isEmpty()) {
            FutureTask<?> task = share.waiting.remove();
            share.atWork++;
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    ended(owner, share);
                }
            });
        }
        if (share.atWork == 0 && share.waiting.isEmpty()) {
            shares.remove(owner);
        }
    }

    private synchronized void ended(Object owner, Share share) {
        share.atWork--;
        if (threads.isShutdown()) {
            share.waiting.clear();
        }
        startNext(owner, share);
    }

    /** How many owners have work; for tests of what is left behind. */
    synchronized int owners() {
        return shares.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
