package io.vigil.linux.loop;

/** A callback that runs once at its deadline, unless cancelled before. All methods belong to the loop's thread. */
public final class Timer {
    static final int NOT_QUEUED = -1;

    final long deadlineNanos;
    final long order;
    final Runnable action;
    private final TimerHeap heap;
    int index = NOT_QUEUED;

    Timer(TimerHeap heap, long deadlineNanos, long order, Runnable action) {
        this.heap = heap;
        this.deadlineNanos = deadlineNanos;
        this.order = order;
        this.action = action;
    }

    /** When it runs, as {@link System#nanoTime()}. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether it has neither run nor been cancelled. */
    public boolean pending() {
        return index != NOT_QUEUED;
    }

    /** Takes it back. False if it has run or was cancelled before. */
    public boolean cancel() {
        return heap.remove(this);
    }
}
