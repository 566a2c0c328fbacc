package io.vigil.core.probe;

import io.netty.channel.EventLoop;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time for the next step of one connection. On its loop only.
 *
 * <p>When the time is up, perhaps the loop was: an answer that came while nobody looked still waits in the kernel. So a second timer is
 * set, which fires after the loop has read what is there, and what it reads cancels that timer. A machine that was busy for longer than
 * connect_timeout does not take 2,000 servers that had answered at once for dead.
 */
final class StepTimer {
    private final ProbeRun run;
    private final EventLoop loop;
    private final Consumer<SocketTimeoutException> late;
    private @Nullable Future<?> timer;

    /** A timer that is not set yet; it tells when a step was too slow. */
    StepTimer(ProbeRun run, EventLoop loop, Consumer<SocketTimeoutException> late) {
        this.run = run;
        this.loop = loop;
        this.late = late;
    }

    /** From now on the next step has this long, in place of what was set before. */
    void set(Duration time) {
        cancel();
        timer = loop.schedule(() -> lookOnceMore(time), run.step(time).toNanos(), TimeUnit.NANOSECONDS);
    }

    private void lookOnceMore(Duration time) {
        timer = loop.schedule(
                () -> late.accept(new SocketTimeoutException("no answer within " + Words.seconds(time))),
                ProbeLimits.ONE_MORE_LOOK.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** The step is done. */
    void cancel() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
            timer = null;
        }
    }
}
