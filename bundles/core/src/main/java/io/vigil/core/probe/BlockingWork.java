package io.vigil.core.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** What one run has on lent threads; interrupted when the run ends. Any thread may call it. */
final class BlockingWork {
    private final ExecutorService threads;
    private final List<Future<?>> tasks = new ArrayList<>();
    private boolean ended;

    BlockingWork(ExecutorService threads) {
        this.threads = threads;
    }

    /** Runs work on a lent thread, with this class loader as context. */
    <T> CompletionStage<T> start(Callable<T> work, ClassLoader loader) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> task = threads.submit(() -> run(work, loader, answer));
        synchronized (this) {
            tasks.add(task);
            if (ended) {
                task.cancel(true);
            }
        }
        return answer;
    }

    private static <T> void run(Callable<T> work, ClassLoader loader, CompletableFuture<T> answer) {
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
