package io.vigil.core.probe;

import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The event loop as one run sees it: what is started through it ends with the run, what it throws breaks that run only, and it
 * cannot be shut down from here.
 */
final class RunLoop extends AbstractExecutorService implements ScheduledExecutorService {
    private static final int SWEEP_AT = 64;

    private final ProbeRun run;
    private final EventLoop loop;
    private final Collection<ScheduledFuture<?>> timers = new ConcurrentLinkedQueue<>();

    RunLoop(ProbeRun run, EventLoop loop) {
        this.run = run;
        this.loop = loop;
    }

    /** Takes back every timer; later ones are taken back as they come. */
    void cancelTimers() {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
    }

    private Runnable guarded(Runnable task) {
        return () -> run.enter("a task on the loop", task);
    }

    private <T extends ScheduledFuture<?>> T kept(T timer) {
        if (timers.size() > SWEEP_AT) {
            timers.removeIf(Future::isDone);
        }
        timers.add(timer);
        if (run.isFinished()) {
            cancelTimers();
        }
        return timer;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(guarded(task));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return kept(loop.schedule(guarded(task), delay, unit));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return kept(loop.schedule(() -> run.call("a timer", task), delay, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return kept(loop.scheduleAtFixedRate(guarded(task), first, period, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return kept(loop.scheduleWithFixedDelay(guarded(task), first, delay, unit));
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("the event loop is lent and cannot be shut down by a check");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("the event loop is lent and cannot be shut down by a check");
    }

    @Override
    public boolean isShutdown() {
        return run.isFinished();
    }

    @Override
    public boolean isTerminated() {
        return run.isFinished();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("a check must not wait on the event loop");
    }
}
