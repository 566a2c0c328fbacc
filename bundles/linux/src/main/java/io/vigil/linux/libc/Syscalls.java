package io.vigil.linux.libc;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.lang.ref.Reference;

/** System calls whose failure is a {@link LinuxException}; interrupted ones are tried again. */
public final class Syscalls {
    private static final int INTERRUPTED = Errno.EINTR.number();
    private static final int WOULD_BLOCK = Errno.EAGAIN.number();

    private Syscalls() {}

    /** A new socket, closed on exec. */
    public static int socket(int domain, int type, int protocol, String what) throws LinuxException {
        return check(LibC.socket(domain, type | Constants.SOCK_CLOEXEC, protocol), "open " + what);
    }

    /** Two connected sockets, for tests and wake-ups. */
    public static int[] socketPair(int type) throws LinuxException {
        NativeBuffer pair = new NativeBuffer(8);
        check(
                LibC.socketpair(Constants.AF_UNIX, type | Constants.SOCK_CLOEXEC, 0, pair.address()),
                "open a pair of sockets");
        return new int[] {pair.bytes().getInt(0), pair.bytes().getInt(4)};
    }

    public static void bind(int fd, NativeBuffer address, int length, String what) throws LinuxException {
        try {
            check(LibC.bind(fd, address.address(), length), "bind to " + what);
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    /** Sends to the socket's peer or the kernel. False if it would have to wait. */
    public static boolean send(int fd, NativeBuffer data, int length, int flags, String what) throws LinuxException {
        long sent;
        do {
            sent = LibC.sendto(fd, data.address(), length, flags, 0, 0);
        } while (sent < 0 && LibC.errno() == INTERRUPTED);
        return sentOrWouldBlock(sent, what);
    }

    /** Sends to an address. False if it would have to wait. */
    public static boolean sendTo(
            int fd, NativeBuffer data, int length, NativeBuffer address, int addressLength, String what)
            throws LinuxException {
        try {
            long sent;
            do {
                sent = LibC.sendto(fd, data.address(), length, 0, address.address(), addressLength);
            } while (sent < 0 && LibC.errno() == INTERRUPTED);
            return sentOrWouldBlock(sent, what);
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    static boolean sentOrWouldBlock(long sent, String what) throws LinuxException {
        if (sent >= 0) {
            return true;
        }
        int errno = LibC.errno();
        if (errno == WOULD_BLOCK) {
            return false;
        }
        throw new LinuxException("send " + what, errno, "");
    }

    /**
     * Receives one datagram and its sender.
     *
     * @param address where the sender goes, with its length in the last four bytes before the call
     * @return the length, with {@code MSG_TRUNC} the true one; -1 if there is nothing (within the socket's time-out)
     */
    public static int receiveFrom(
            int fd, NativeBuffer data, int flags, NativeBuffer address, NativeBuffer addressLength, String what)
            throws LinuxException {
        long got;
        do {
            got = LibC.recvfrom(fd, data.address(), data.capacity(), flags, address.address(), addressLength.address());
        } while (got < 0 && LibC.errno() == INTERRUPTED);
        return receivedOrNothing(got, what);
    }

    static int receivedOrNothing(long got, String what) throws LinuxException {
        if (got >= 0) {
            return (int) got;
        }
        int errno = LibC.errno();
        if (errno == WOULD_BLOCK) {
            return -1;
        }
        throw new LinuxException("receive from " + what, errno, "");
    }

    /** Sets an option that is an int. */
    public static void option(int fd, int level, int name, int value, String what) throws LinuxException {
        NativeBuffer memory = new NativeBuffer(4);
        memory.bytes().putInt(0, value);
        option(fd, level, name, memory, 4, what);
    }

    /** Sets an option that is a structure. */
    public static void option(int fd, int level, int name, NativeBuffer value, int length, String what)
            throws LinuxException {
        try {
            check(LibC.setsockopt(fd, level, name, value.address(), length), "set " + what);
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    /** Attaches a classic BPF program of so many instructions (struct sock_fprog). */
    public static void filter(int fd, int option, NativeBuffer program, int instructions, String what)
            throws LinuxException {
        NativeBuffer value = new NativeBuffer(16);
        value.bytes().putShort(0, (short) instructions).putLong(8, program.address());
        try {
            option(fd, Constants.SOL_SOCKET, option, value, 16, "filter of " + what);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    /** Reads an option that is an int. */
    public static int intOption(int fd, int level, int name, String what) throws LinuxException {
        NativeBuffer memory = new NativeBuffer(8);
        memory.bytes().putInt(4, 4);
        check(LibC.getsockopt(fd, level, name, memory.address(), memory.address() + 4), "read " + what);
        return memory.bytes().getInt(0);
    }

    /** Closes; an error of close(2) leaves nothing that could be done better. */
    public static void close(int fd) {
        LibC.close(fd);
    }

    /** Writes to a descriptor. False if it would have to wait. */
    public static boolean write(int fd, NativeBuffer data, int length, String what) throws LinuxException {
        long written;
        do {
            written = LibC.write(fd, data.address(), length);
        } while (written < 0 && LibC.errno() == INTERRUPTED);
        return sentOrWouldBlock(written, what);
    }

    /** Reads from a descriptor: the length, or -1 if there is nothing now. */
    public static int read(int fd, NativeBuffer data, String what) throws LinuxException {
        long got;
        do {
            got = LibC.read(fd, data.address(), data.capacity());
        } while (got < 0 && LibC.errno() == INTERRUPTED);
        return receivedOrNothing(got, what);
    }

    /** Makes reads and writes on this descriptor return at once. */
    public static void nonBlocking(int fd) throws LinuxException {
        int flags = check(LibC.fcntl(fd, Constants.F_GETFL, 0), "read descriptor flags");
        check(LibC.fcntl(fd, Constants.F_SETFL, flags | Constants.O_NONBLOCK), "make a descriptor non-blocking");
    }

    /** An eventfd: a counter that makes epoll wake. */
    public static int eventFd() throws LinuxException {
        return check(LibC.eventfd(0, Constants.EFD_NONBLOCK | Constants.EFD_CLOEXEC), "create an eventfd");
    }

    /** A timer descriptor on the monotonic clock. */
    public static int timerFd() throws LinuxException {
        return check(
                LibC.timerfd_create(Constants.CLOCK_MONOTONIC, Constants.TFD_NONBLOCK | Constants.TFD_CLOEXEC),
                "create a timerfd");
    }

    /**
     * Sets a timer descriptor to fire once after this many nanoseconds (at least 1).
     *
     * @param memory 32 bytes for struct itimerspec, the caller's so that setting a timer allocates nothing
     */
    public static void setTimer(int fd, long delayNanos, NativeBuffer memory) throws LinuxException {
        long delay = Math.max(1, delayNanos);
        memory.bytes().putLong(0, 0).putLong(8, 0);
        memory.bytes().putLong(16, delay / 1_000_000_000L).putLong(24, delay % 1_000_000_000L);
        check(LibC.timerfd_settime(fd, 0, memory.address(), 0), "set a timerfd");
    }

    /** The index of a network interface in this thread's network namespace. */
    public static int interfaceIndex(String name) throws LinuxException {
        int index = LibC.if_nametoindex(name);
        if (index == 0) {
            throw new LinuxException("find interface " + name, LibC.errno(), "");
        }
        return index;
    }

    public static int processId() {
        return LibC.getpid();
    }

    /** The kernel's id of the calling thread. */
    public static int threadId() {
        return LibC.gettid();
    }

    /** Sends a signal to a process, or to a process group if negative. */
    public static void kill(int pid, int signal) throws LinuxException {
        check(
                LibC.kill(pid, signal),
                "send signal " + signal + " to " + (pid < 0 ? "group " + -pid : "process " + pid));
    }

    /** Sets policy and priority of a thread (0: the calling one). */
    public static void scheduler(int threadId, int policy, int priority) throws LinuxException {
        NativeBuffer parameters = new NativeBuffer(4);
        parameters.bytes().putInt(0, priority);
        try {
            check(
                    LibC.sched_setscheduler(threadId, policy, parameters.address()),
                    "set scheduling policy " + policy + " priority " + priority);
        } finally {
            Reference.reachabilityFence(parameters);
        }
    }

    /** The scheduling policy of a thread (0: the calling one). */
    public static int schedulerPolicy(int threadId) throws LinuxException {
        return check(LibC.sched_getscheduler(threadId), "read the scheduling policy");
    }

    public static void lockMemory(int flags) throws LinuxException {
        check(LibC.mlockall(flags), "lock memory");
    }

    public static void limit(int resource, long soft, long hard) throws LinuxException {
        NativeBuffer limits = new NativeBuffer(16);
        limits.bytes().putLong(0, soft).putLong(8, hard);
        try {
            check(LibC.setrlimit(resource, limits.address()), "set resource limit " + resource + " to " + soft);
        } finally {
            Reference.reachabilityFence(limits);
        }
    }

    /** Soft and hard limit. */
    public static long[] limit(int resource) throws LinuxException {
        NativeBuffer limits = new NativeBuffer(16);
        check(LibC.getrlimit(resource, limits.address()), "read resource limit " + resource);
        return new long[] {limits.bytes().getLong(0), limits.bytes().getLong(8)};
    }

    static int check(int result, String operation) throws LinuxException {
        if (result < 0) {
            throw new LinuxException(operation, LibC.errno(), "");
        }
        return result;
    }
}
