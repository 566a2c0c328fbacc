package io.vigil.core.loop;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Timers by time, those of the same time in the order in which they were set. Cancelled ones are dropped when they come up. */
final class TimerQueue {
    private static final class Entry implements Loop.Timer, Comparable<Entry> {
        private final long nanos;
        private final long order;
        private @Nullable Runnable task;

        Entry(long nanos, long order, Runnable task) {
            this.nanos = nanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(nanos - other.nanos, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long order;

    Loop.Timer add(long nanos, Runnable task) {
        Entry entry = new Entry(nanos, order++, task);
        entries.add(entry);
        return entry;
    }

    /** The next task that is due, taken out; {@code null} when none is. */
    @Nullable
    Runnable pollDue(long now) {
        for (Entry first = entries.peek(); first != null; first = entries.peek()) {
            if (first.task != null && first.nanos - now > 0) {
                return null;
            }
            entries.remove();
            if (first.task != null) {
                return first.task;
            }
        }
        return null;
    }

    /** How long until the next timer; {@link Long#MAX_VALUE} without one, never negative. */
    long nanosToNext(long now) {
        for (Entry first = entries.peek(); first != null; first = entries.peek()) {
            if (first.task != null) {
                return Math.max(0, first.nanos - now);
            }
            entries.remove();
        }
        return Long.MAX_VALUE;
    }
}
