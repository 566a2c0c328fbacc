package io.vigil.linux.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers by deadline, then by the order they were set: a binary heap whose timers know their place, so that cancelling costs
 * as little as setting. Deadlines are compared by difference, as {@link System#nanoTime()} wants it.
 */
final class TimerHeap {
    private @Nullable Timer[] heap = new @Nullable Timer[64];
    private int size;
    private long orders;

    Timer add(long deadlineNanos, Runnable action) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        Timer timer = new Timer(this, deadlineNanos, orders++, action);
        up(size++, timer);
        return timer;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The deadline of the first timer; there must be one. */
    long firstDeadline() {
        return at(0).deadlineNanos;
    }

    /** Whether the first timer's deadline has come. */
    boolean due(long nowNanos) {
        return size > 0 && at(0).deadlineNanos - nowNanos <= 0;
    }

    /** The order number that the next timer will get: timers below it were set before now. */
    long nextOrder() {
        return orders;
    }

    /** Takes the first timer if it is due and was set before the given order; null otherwise. */
    @Nullable
    Timer takeDue(long nowNanos, long beforeOrder) {
        if (!due(nowNanos) || at(0).order >= beforeOrder) {
            return null;
        }
        Timer first = at(0);
        remove(first);
        return first;
    }

    boolean remove(Timer timer) {
        int index = timer.index;
        if (index == Timer.NOT_QUEUED) {
            return false;
        }
        timer.index = Timer.NOT_QUEUED;
        Timer last = at(--size);
        heap[size] = null;
        if (last != timer) {
            if (index > 0 && before(last, at((index - 1) / 2))) {
                up(index, last);
            } else {
                down(index, last);
            }
        }
        return true;
    }

    private void up(int start, Timer timer) {
        int index = start;
        while (index > 0) {
            Timer parent = at((index - 1) / 2);
            if (!before(timer, parent)) {
                break;
            }
            place(index, parent);
            index = (index - 1) / 2;
        }
        place(index, timer);
    }

    private void down(int start, Timer timer) {
        int index = start;
        while (index * 2 + 1 < size) {
            int child = index * 2 + 1;
            if (child + 1 < size && before(at(child + 1), at(child))) {
                child++;
            }
            if (!before(at(child), timer)) {
                break;
            }
            place(index, at(child));
            index = child;
        }
        place(index, timer);
    }

    private void place(int index, Timer timer) {
        heap[index] = timer;
        timer.index = index;
    }

    private Timer at(int index) {
        Timer timer = heap[index];
        if (timer == null) {
            throw new IllegalStateException("no timer at " + index + " of " + size);
        }
        return timer;
    }

    private static boolean before(Timer a, Timer b) {
        long difference = a.deadlineNanos - b.deadlineNanos;
        return difference < 0 || (difference == 0 && a.order < b.order);
    }
}
