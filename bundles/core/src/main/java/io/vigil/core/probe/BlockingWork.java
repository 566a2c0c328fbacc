package io.vigil.core.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** What one run has on lent threads; interrupted when the run ends. Any thread may call it. */
final class BlockingWork {
    private final BlockingShares threads;
    private final ClassLoader loader;
    private final List<Future<?>> tasks = new ArrayList<>();
    private boolean ended;

    /** For one run of a checker of this class loader, which is the context of its work. */
    BlockingWork(BlockingShares threads, ClassLoader loader) {
        this.threads = threads;
        this.loader = loader;
    }

    /** Runs work on a lent thread. */
    <T> CompletionStage<T> start(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> task = threads.submit(loader, () -> run(work, answer));
        synchronized (this) {
            tasks.add(task);
            if (ended) {
                task.cancel(true);
            }
        }
        return answer;
    }

    private <T> void run(Callable<T> work, CompletableFuture<T> answer) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            answer.complete(work.call());
        } catch (Throwable e) {
            // A checker's code, as on the loop: its errors belong to its run
            answer.completeExceptionally(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Interrupts what runs and drops what waits, now and later. */
    synchronized void end() {
        ended = true;
        tasks.forEach(task -> task.cancel(true));
        tasks.clear();
    }
}
