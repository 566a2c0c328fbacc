package io.vigil.core.event;

import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notice;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest events with what is to be done about them, numbered from 1 without gaps. Each one is a line in the log as well.
 *
 * <p>One thread writes, any may read: a reader never waits and never sees an event before the ones ahead of it.
 */
public final class EventLog {
    /** How many events are kept. */
    public static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger("io.vigil.director");

    /** Failover has written its own line already, on its own time. */
    private static final Set<Event.Kind> FAILOVER =
            EnumSet.of(Event.Kind.INSTANCE, Event.Kind.GROUP, Event.Kind.PRIORITY, Event.Kind.SCRIPT);

    private final InstantSource clock;
    private final int capacity;
    private final AtomicReferenceArray<@Nullable Notice> ring;
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private volatile long newest;

    /** An empty one. */
    public EventLog(InstantSource clock) {
        this(clock, CAPACITY);
    }

    EventLog(InstantSource clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
        this.ring = new AtomicReferenceArray<>(capacity);
    }

    /** Enters a report. On the director's thread only. */
    public Event add(Report report) {
        long sequence = newest + 1;
        Event event = new Event(
                sequence, clock.instant(), report.kind(), report.subject(), report.message(), report.attributes());
        Report.Wants wants = report.wants();
        ring.set(slot(sequence), new Notice(event, wants.scripts(), wants.mail(), wants.fifoLines()));
        newest = sequence;
        if (FAILOVER.contains(report.kind())) {
            LOG.debug("{}", report.message());
        } else {
            LOG.info("{}", report.message());
        }
        readers.forEach(Runnable::run);
        return event;
    }

    /** Number of the newest event; 0 before the first. */
    public long newest() {
        return newest;
    }

    /** Up to {@code limit} notices with a number above {@code after}, oldest first; those that are not kept any more are left out. */
    public List<Notice> after(long after, int limit) {
        long last = newest;
        long first = Math.max(Math.max(after, 0) + 1, last - capacity + 1);
        List<Notice> notices = new ArrayList<>();
        for (long sequence = first; sequence <= last && notices.size() < limit; sequence++) {
            Notice notice = ring.get(slot(sequence));
            // A writer that has lapped us has put a newer one there; the one that was asked for is gone.
            if (notice != null && notice.event().sequence() == sequence) {
                notices.add(notice);
            }
        }
        return notices;
    }

    /** Calls this after each new event, on the director's thread; it must only wake somebody. */
    void wake(Runnable reader) {
        readers.add(reader);
    }

    void forget(Runnable reader) {
        readers.remove(reader);
    }

    private int slot(long sequence) {
        return (int) (sequence % capacity);
    }
}
