package io.vigil.linux.libc;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;

/**
 * An epoll descriptor with room for the events of one wait. Each watched descriptor carries a 64-bit tag that comes back
 * with its events. One thread waits.
 */
public final class Epoll implements AutoCloseable {
    /** struct epoll_event is packed on x86-64 only (linux/eventpoll.h). */
    private static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

    private static final int SIZE = PACKED ? 12 : 16;
    private static final int TAG = PACKED ? 4 : 8;

    private final int fd;
    private final NativeBuffer ready;
    private final NativeBuffer change = new NativeBuffer(16);
    private final int room;

    /** @param room how many events one wait can bring */
    public Epoll(int room) throws LinuxException {
        this.room = room;
        ready = new NativeBuffer(room * SIZE);
        fd = Syscalls.check(LibC.epoll_create1(Constants.EPOLL_CLOEXEC), "create an epoll descriptor");
    }

    public void add(int watched, int events, long tag) throws LinuxException {
        control(Constants.EPOLL_CTL_ADD, watched, events, tag, "watch");
    }

    public void modify(int watched, int events, long tag) throws LinuxException {
        control(Constants.EPOLL_CTL_MOD, watched, events, tag, "watch differently");
    }

    public void remove(int watched) throws LinuxException {
        control(Constants.EPOLL_CTL_DEL, watched, 0, 0, "stop watching");
    }

    /** Waits for events; -1 waits without end, 0 not at all. An interruption counts as no events. */
    public int await(int timeoutMillis) throws LinuxException {
        int count = LibC.epoll_wait(fd, ready.address(), room, timeoutMillis);
        if (count >= 0) {
            return count;
        }
        int errno = LibC.errno();
        if (errno == Errno.EINTR.number()) {
            return 0;
        }
        throw new LinuxException("wait for events", errno, "");
    }

    /** The events of one result of the last wait. */
    public int events(int index) {
        return ready.bytes().getInt(index * SIZE);
    }

    /** The tag of one result of the last wait. */
    public long tag(int index) {
        return ready.bytes().getLong(index * SIZE + TAG);
    }

    @Override
    public void close() {
        Syscalls.close(fd);
    }

    private void control(int operation, int watched, int events, long tag, String verb) throws LinuxException {
        change.bytes().putInt(0, events).putLong(TAG, tag);
        Syscalls.check(LibC.epoll_ctl(fd, operation, watched, change.address()), verb + " file descriptor " + watched);
    }
}
