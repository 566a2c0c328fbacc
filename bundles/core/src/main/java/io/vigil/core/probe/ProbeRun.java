package io.vigil.core.probe;

import io.netty.channel.EventLoop;
import io.vigil.api.checker.Verdict;
import io.vigil.core.check.ProbeResult;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one check, from its start to its one result. Its state belongs to its event loop; only {@link #finish} may be called
 * from elsewhere, and whoever is first decides.
 */
final class ProbeRun {
    private static final Logger log = LoggerFactory.getLogger(ProbeRun.class);

    private final ProbeOrder order;
    private final Lender lender;
    private final EventLoop loop;
    private final RunLoop lentLoop;
    private final CheckerCode code;
    private final BlockingWork blocking;
    private final ProgramWork programs;
    private final Consumer<ProbeRun> ended;
    private final RunTime time;
    private final Trace trace;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final List<Opening> opened = new ArrayList<>();
    private @Nullable CompletableFuture<Verdict> stage;
    private volatile boolean last;
    private long received;

    ProbeRun(ProbeOrder order, Lender lender, Consumer<ProbeRun> ended) {
        this.order = order;
        this.lender = lender;
        this.ended = ended;
        this.loop = lender.loopFor(order.checker(), order.target());
        this.lentLoop = new RunLoop(this, loop);
        this.code = new CheckerCode(order.checker(), error -> broke(describe(error)));
        this.time = new RunTime(this, code);
        this.trace = new Trace(time.beganNanos());
        this.blocking = new BlockingWork(lender.blocking(), code.classLoader());
        this.programs = new ProgramWork(lender.programs());
    }

    /** Starts the run on its loop. */
    void start() {
        time.watch();
        loop.execute(() -> enter("the check", this::ask));
    }

    private void ask() {
        CompletableFuture<Verdict> asked =
                order.checker().check(new RunContext(this)).toCompletableFuture();
        stage = asked;
        var unused = asked.whenComplete((verdict, error) -> onLoop(() -> answered(verdict, error)));
    }

    private void answered(@Nullable Verdict verdict, @Nullable Throwable error) {
        if (error != null) {
            broke(describe(error));
        } else if (verdict == null) {
            broke("the check gave no verdict");
        } else {
            finish(new ProbeResult.Answered(
                    verdict.latency().isZero() ? verdict.after(time.elapsed()) : verdict, trace.list()));
        }
    }

    private static String describe(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof CancellationException) {
            return "the check was cancelled";
        }
        return "the check threw " + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    /** Ends the run without a verdict. */
    void broke(String reason) {
        finish(new ProbeResult.Broke(reason, trace.list()));
    }

    private void finish(ProbeResult result) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        time.end();
        ended.accept(this);
        lentLoop.cancelTimers();
        blocking.end();
        programs.end();
        try {
            onLoop(this::release);
        } catch (RejectedExecutionException e) {
            log.debug(
                    "the loops have stopped, and what {} had open with them",
                    order.target().endpoint());
        }
        order.done().accept(result);
    }

    /** Closes and cancels whatever the run opened. */
    private void release() {
        opened.forEach(Opening::close);
        opened.clear();
        CompletableFuture<Verdict> unfinished = stage;
        if (unfinished != null && !unfinished.isDone()) {
            code.run("the check's reaction to being cancelled", () -> unfinished.cancel(true));
        }
    }

    /** Opens one more thing, unless the run has ended or has had its share. */
    void open(Opening what) {
        onLoop(() -> {
            if (finished.get()) {
                what.close();
            } else if (opened.size() >= lender.limits().connectionsPerRun()) {
                what.close();
                broke("the check opened more than " + lender.limits().connectionsPerRun() + " connections");
            } else {
                opened.add(what);
                what.open();
            }
        });
    }

    /** The connection that an earlier run of this check kept, if it goes to this server. */
    Optional<KeptConnection> takeKept(InetSocketAddress server) {
        return lender.kept().take(order.checker(), order.target(), server);
    }

    /** Keeps a connection for the next run, if there will be one. */
    void keep(KeptConnection connection, ProbeConnection from) {
        lender.kept().keep(order.checker(), order.target(), connection, from, order.interval());
        if (last) {
            lender.kept().forget(order.checker());
        }
    }

    /** No run of this check will follow. Any thread may call it; what was kept is to be forgotten after this. */
    void isLast() {
        last = true;
    }

    private void onLoop(Runnable work) {
        if (loop.inEventLoop()) {
            work.run();
        } else {
            loop.execute(work);
        }
    }

    /** Runs code of the checker's on the loop, unless the run has ended; what it throws breaks the run. */
    void enter(String what, Runnable work) {
        if (!finished.get()) {
            code.run(what, work);
        }
    }

    /** The same with a value. */
    <V> @Nullable V call(String what, Callable<V> work) throws Exception {
        CompletableFuture<V> answer = new CompletableFuture<>();
        enter(what, () -> {
            try {
                answer.complete(work.call());
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        return answer.isDone() ? answer.get() : null;
    }

    /** Counts bytes from servers; false when that is more than a run may take. */
    boolean take(int bytes) {
        received += bytes;
        return received <= lender.limits().bytesPerRun();
    }

    String tooMuch() {
        return "sent more than " + lender.limits().bytesPerRun() + " bytes";
    }

    /** It has come to this phase; any thread may say so. */
    void entered(Verdict.Phase phase) {
        trace.entered(phase);
    }

    boolean isFinished() {
        return finished.get();
    }

    ProbeOrder order() {
        return order;
    }

    Lender lender() {
        return lender;
    }

    EventLoop loop() {
        return loop;
    }

    RunLoop lentLoop() {
        return lentLoop;
    }

    BlockingWork blocking() {
        return blocking;
    }

    ProgramWork programs() {
        return programs;
    }

    Duration stepTimeout() {
        return order.stepTimeout();
    }

    /** What is left until the deadline. */
    Duration remaining() {
        return time.remaining();
    }

    /** The time for the next step, see {@link RunTime#step}. */
    Duration step(Duration wanted) {
        return time.step(wanted);
    }
}
