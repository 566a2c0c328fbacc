package io.vigil.core.probe;

import io.vigil.api.checker.Checker;
import io.vigil.api.pool.CheckTarget;
import io.vigil.core.check.ProbeResult;
import io.vigil.core.check.ProbeRunner;
import io.vigil.linux.process.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs probes on event loops. Nothing is loaded or started before the first {@link #run}, and that one does not wait for it: the
 * loops are made on a thread of their own, and runs that come meanwhile follow in order.
 *
 * <p>Any thread may call it; results arrive on the run's loop, or on {@code check-deadline} when a checker holds that loop.
 */
public final class ProbeEngine implements ProbeRunner, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ProbeEngine.class);

    private final ProbeLimits limits;
    private final IntFunction<Transport> transport;
    private final TlsContexts.Provider tls;
    private final Set<ProbeRun> running = ConcurrentHashMap.newKeySet();
    private final Object starting = new Object();
    private @Nullable CompletableFuture<Lender> lender;
    private boolean closed;

    /** An engine that uses epoll and BoringSSL where they are installed. */
    public ProbeEngine(ProbeLimits limits) {
        this(limits, Transport::open, TlsContexts.Provider.BEST);
    }

    ProbeEngine(ProbeLimits limits, IntFunction<Transport> transport, TlsContexts.Provider tls) {
        this.limits = limits;
        this.transport = transport;
        this.tls = tls;
    }

    @Override
    public void run(
            Checker checker,
            CheckTarget target,
            Optional<String> virtualHost,
            Duration stepTimeout,
            Duration interval,
            Duration deadline,
            Consumer<ProbeResult> done) {
        ProbeOrder order = new ProbeOrder(checker, target, virtualHost, stepTimeout, interval, deadline, done);
        CompletableFuture<Lender> lent = lender();
        if (lent == null) {
            done.accept(new ProbeResult.Broke("the director is stopping"));
            return;
        }
        var unused = lent.whenComplete((ready, error) -> {
            if (ready == null) {
                log.error("probes cannot run: {}", String.valueOf(error), error);
                done.accept(new ProbeResult.Broke("probes cannot run: " + error));
            } else {
                start(order, ready);
            }
        });
    }

    private void start(ProbeOrder order, Lender ready) {
        ProbeRun run = new ProbeRun(order, ready, running::remove);
        running.add(run);
        try {
            run.start();
        } catch (RejectedExecutionException e) {
            run.broke(isClosed() ? "the director is stopping" : "its bundle left");
        }
    }

    private boolean isClosed() {
        synchronized (starting) {
            return closed;
        }
    }

    private @Nullable CompletableFuture<Lender> lender() {
        synchronized (starting) {
            if (lender == null && !closed) {
                ThreadFactory starter = Transport.threads("check-start");
                CompletableFuture<Lender> made = new CompletableFuture<>();
                made.completeAsync(this::open, work -> starter.newThread(work).start());
                lender = made;
            }
            return closed ? null : lender;
        }
    }

    private Lender open() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, Transport.threads("check-deadline"));
        watch.setRemoveOnCancelPolicy(true);
        return new Lender(
                transport.apply(limits.loops()),
                TlsContexts.open(tls),
                new KeptConnections(),
                new Echoes(),
                BlockingThreads.open(limits.blockingThreads()),
                new Programs("check-programs"),
                watch,
                limits);
    }

    /** How many runs have no result yet. */
    public int running() {
        return running.size();
    }

    @Override
    public void leave(ClassLoader code) {
        for (ProbeRun run : running) {
            if (run.order().checker().getClass().getClassLoader() == code) {
                run.broke("its bundle left");
            }
        }
        CompletableFuture<Lender> lent;
        synchronized (starting) {
            lent = lender;
        }
        if (lent != null) {
            var unused = lent.thenAccept(ready -> ready.transport().leave(code));
        }
    }

    @Override
    public void forget(Checker checker) {
        running.stream().filter(run -> run.order().checker() == checker).forEach(ProbeRun::isLast);
        kept().ifPresent(kept -> kept.forget(checker));
    }

    /** How many connections are kept for later runs. */
    int keptConnections() {
        return kept().map(KeptConnections::size).orElse(0);
    }

    private Optional<KeptConnections> kept() {
        CompletableFuture<Lender> lent;
        synchronized (starting) {
            lent = lender;
        }
        return lent == null || !lent.isDone() || lent.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(lent.join().kept());
    }

    /** Ends every run and stops every thread. Idempotent. */
    @Override
    public void close() {
        CompletableFuture<Lender> lent;
        synchronized (starting) {
            closed = true;
            lent = lender;
            lender = null;
        }
        if (lent == null) {
            return;
        }
        var unused = lent.whenComplete((ready, error) -> {
            List<ProbeRun> left = new ArrayList<>(running);
            left.forEach(run -> run.broke("the director is stopping"));
            if (ready != null) {
                ready.close();
            }
        });
    }
}
