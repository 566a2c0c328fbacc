package io.vigil.linux.loop;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.Syscalls;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tasks that any thread posts and the loop's thread runs, and the descriptor that wakes it for them: written at most once until
 * it has looked.
 */
final class TaskQueue {
    /** Tasks that post tasks must not keep input waiting. */
    private static final int AT_ONCE = 1024;

    final int fd;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeSent = new AtomicBoolean();
    private final NativeBuffer one = new NativeBuffer(8);
    private volatile boolean ended;

    TaskQueue() throws LinuxException {
        fd = Syscalls.eventFd();
        one.bytes().putLong(0, 1);
    }

    /** Posts a task. False if nobody will ever run it. */
    boolean add(Runnable task) {
        tasks.add(task);
        return !(ended && tasks.remove(task));
    }

    /** Makes the loop's wait end, unless that was done since it last looked. */
    void wake() throws LinuxException {
        if (!wakeSent.compareAndSet(false, true)) {
            return;
        }
        synchronized (this) { // the loop takes this only at its end, so that the descriptor is not closed under us
            if (!ended) {
                Syscalls.write(fd, one, 8, "a wake-up");
            }
        }
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Runs what waits, but not for ever. */
    void run(Consumer<Runnable> runner) {
        wakeSent.set(false);
        for (int i = 0; i < AT_ONCE; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runner.accept(task);
        }
    }

    /** No task posted from now on is run; those before are still to be. */
    synchronized void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    void close() {
        Syscalls.close(fd);
    }
}
