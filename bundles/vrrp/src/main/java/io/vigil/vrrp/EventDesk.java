package io.vigil.vrrp;

import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.FailoverListener;
import io.vigil.api.failover.VrrpState;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events to the listener and to the log, where the writing is done by a thread of its own. Any thread. */
final class EventDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.vigil.vrrp");
    private static final int MOST_WAITING = 10_000;
    private static final long JOIN_MILLIS = 1000;

    private record Line(boolean warning, String text) {}

    private final Clock clock;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private volatile FailoverListener listener = event -> {};
    private volatile boolean closed;

    EventDesk(Clock clock) {
        this.clock = clock;
        writer = new Thread(this::write, "vrrp-log");
        writer.setDaemon(true);
        writer.start();
    }

    void listener(FailoverListener value) {
        listener = value;
    }

    /** Something happened to an instance or group. */
    void tell(Kind kind, boolean group, String name, VrrpState state, int priority, String cause) {
        log(false, line(kind, group, name, state, cause));
        try {
            listener.onFailover(new FailoverEvent(clock.instant(), kind, group, name, state, priority, cause));
        } catch (RuntimeException e) {
            log(true, "the listener failed on " + kind + " of " + name + ": " + e + "; failover goes on without it");
        }
    }

    /** Something worth reading that changes no state. */
    void remark(String name, VrrpState state, int priority, String text) {
        tell(Kind.REMARK, false, name, state, priority, text);
    }

    /** For the log only. */
    void log(boolean warning, String text) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        lines.add(new Line(warning, text));
        LockSupport.unpark(writer);
    }

    private static String line(Kind kind, boolean group, String name, VrrpState state, String cause) {
        String who = (group ? "VRRP_Group(" : kind == Kind.SCRIPT ? "VRRP_Script(" : "(") + name + ") ";
        return switch (kind) {
            case TRANSITION ->
                who + (group ? "Syncing instances to " + state + " state: " : "Entering " + state + " STATE: ") + cause;
            case STOP, DELETED -> who + kind + ": " + cause;
            default -> who + cause;
        };
    }

    private void write() {
        while (!closed || !lines.isEmpty()) {
            Line line = lines.poll();
            if (line == null) {
                LockSupport.park(this);
                continue;
            }
            waiting.decrementAndGet();
            long lost = dropped.getAndSet(0);
            if (lost > 0) {
                LOG.warn("{} lines are missing here: they came faster than they could be written", lost);
            }
            if (line.warning()) {
                LOG.warn("{}", line.text());
            } else {
                LOG.info("{}", line.text());
            }
        }
    }

    /** Writes what is waiting and ends, within a second. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
