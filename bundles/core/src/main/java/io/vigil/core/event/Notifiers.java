package io.vigil.core.event;

import io.vigil.api.notify.Notifier;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The notifiers that are installed. One that comes in the first two minutes hears everything from the first event; one that is replaced
 * goes on where it was; one that is installed later hears what happens from then on. Owned by the director's thread.
 */
public final class Notifiers implements AutoCloseable {
    private static final long FROM_THE_BEGINNING_NANOS = 120_000_000_000L;

    private final EventLog log;
    private final Consumer<String> complain;
    private final long startedNanos;
    private final Map<Notifier, NotifierWorker> workers = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();

    /** None yet. */
    public Notifiers(EventLog log, long nowNanos, Consumer<String> complain) {
        this.log = log;
        this.startedNanos = nowNanos;
        this.complain = complain;
    }

    /** A notifier came. */
    public void add(Notifier notifier, long nowNanos) {
        long fresh = nowNanos - startedNanos < FROM_THE_BEGINNING_NANOS ? 0 : log.newest();
        long after = cursors.getOrDefault(notifier.name(), fresh);
        NotifierWorker before = workers.put(notifier, new NotifierWorker(notifier, log, after, complain));
        if (before != null) {
            before.close();
        }
    }

    /** A notifier goes; its name keeps its place. */
    public void remove(Notifier notifier) {
        NotifierWorker worker = workers.remove(notifier);
        if (worker != null) {
            worker.close();
            cursors.put(notifier.name(), worker.cursor());
        }
    }

    /** Waits until everything so far was told, at most so long for all of them together. */
    public void drain(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        long upTo = log.newest();
        for (NotifierWorker worker : workers.values()) {
            worker.drain(upTo, Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    /** Ends every worker. */
    @Override
    public void close() {
        workers.values().forEach(NotifierWorker::close);
        workers.clear();
    }
}
