package io.vigil.linux.loop;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.Syscalls;

/** A timer descriptor that ends a wait in time for the first timer. Belongs to the loop's thread. */
final class Alarm {
    final int fd;
    private final NativeBuffer memory = new NativeBuffer(32);
    private boolean armed;
    private long armedDeadline;

    Alarm() throws LinuxException {
        fd = Syscalls.timerFd();
    }

    /**
     * Sees to it that the loop wakes at the deadline or before.
     *
     * @return false if the deadline has come already
     */
    boolean arm(long deadline) throws LinuxException {
        // Armed for something earlier is good enough: a wake too many costs less than setting the timer at every
        // advert.
        if (armed && deadline - armedDeadline >= 0) {
            return true;
        }
        long delay = deadline - System.nanoTime();
        if (delay <= 0) {
            return false;
        }
        Syscalls.setTimer(fd, delay, memory);
        armed = true;
        armedDeadline = deadline;
        return true;
    }

    /** It has gone off. */
    void fired() {
        armed = false;
    }

    void close() {
        Syscalls.close(fd);
    }
}
