package io.vigil.core.event;

import io.vigil.api.notify.Notice;
import io.vigil.api.notify.Notifier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one notifier every notice, in order, on a thread of its own named {@code notify-NAME}. The event log is its queue: when it
 * falls so far behind that notices are gone, it is told of how many and goes on with the oldest one kept.
 */
final class NotifierWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierWorker.class);
    private static final int BATCH = 100;

    private final Notifier notifier;
    private final EventLog log;
    private final Consumer<String> complain;
    private final AtomicLong cursor;
    private final AtomicLong failures = new AtomicLong();
    private final Runnable wake = this::wake;
    private final Thread thread;
    /** Of the worker's thread. */
    private long failuresInARow;

    private volatile boolean stopping;

    /**
     * Starts telling.
     *
     * @param after the number of the last notice that it has been told
     * @param complain hears what could not be told; from the worker's thread
     */
    NotifierWorker(Notifier notifier, EventLog log, long after, Consumer<String> complain) {
        this.notifier = notifier;
        this.log = log;
        this.complain = complain;
        this.cursor = new AtomicLong(after);
        this.thread = new Thread(this::run, "notify-" + notifier.name());
        thread.setDaemon(true);
        log.wake(wake);
        thread.start();
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopping) {
            List<Notice> notices = log.after(cursor.get(), BATCH);
            if (notices.isEmpty()) {
                LockSupport.park(this);
            }
            for (Notice notice : notices) {
                if (stopping) {
                    return;
                }
                tell(notice);
            }
        }
    }

    private void tell(Notice notice) {
        long sequence = notice.event().sequence();
        long missed = sequence - cursor.get() - 1;
        if (missed > 0) {
            complain.accept("notifier " + notifier.name() + " is too slow: events " + (cursor.get() + 1) + " to "
                    + (sequence - 1) + " are not kept any more and were not told");
        }
        try {
            notifier.tell(notice);
            succeeded();
        } catch (IOException e) {
            fail(notice, e.toString());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("notifier {} failed with a bug of its own", notifier.name(), e);
            fail(notice, e.toString());
        }
        cursor.set(sequence);
    }

    /** The first of a run of failures is a line in the log; the others are counted. */
    private void fail(Notice notice, String reason) {
        failures.incrementAndGet();
        if (failuresInARow++ == 0) {
            LOG.warn(
                    "notifier {} could not tell of event {} ({}): {}; it goes on with the next",
                    notifier.name(),
                    notice.event().sequence(),
                    notice.event().message(),
                    reason);
        }
    }

    private void succeeded() {
        if (failuresInARow > 1) {
            LOG.info("notifier {} tells again; {} events were not told", notifier.name(), failuresInARow);
        }
        failuresInARow = 0;
    }

    /** Number of the last notice it was told. */
    long cursor() {
        return cursor.get();
    }

    /** How many notices it could not tell. */
    long failures() {
        return failures.get();
    }

    /** Waits until it was told everything up to this number, at most so long; gives whether it was. */
    boolean drain(long upTo, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (cursor.get() < upTo && System.nanoTime() < end) {
            thread.join(5);
        }
        notifier.settle(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        return cursor.get() >= upTo;
    }

    /** Ends the thread after the notice it is at; does not wait for it. Idempotent. */
    @Override
    public void close() {
        stopping = true;
        log.forget(wake);
        thread.interrupt();
        LockSupport.unpark(thread);
    }
}
