package io.vigil.linux.libc;

import com.sun.jna.Native;

/**
 * The C library as it is: one method for each function, pointers as addresses, results unchecked. Everything but
 * {@link Syscalls} and a few hot paths in this package should call {@link Syscalls}.
 */
@SuppressWarnings("MemberName") // the names are the library's
final class LibC {
    static {
        if (Native.POINTER_SIZE != 8) {
            throw new UnsupportedOperationException(
                    "Vigil needs a 64-bit JVM: the kernel's structures are laid out for 64 bits");
        }
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    /** The error of the last call of this thread that failed. */
    static int errno() {
        return Native.getLastError();
    }

    static native int socket(int domain, int type, int protocol);

    static native int socketpair(int domain, int type, int protocol, long pair);

    static native int bind(int fd, long address, int length);

    static native long sendto(int fd, long data, long length, int flags, long address, int addressLength);

    static native long recvfrom(int fd, long data, long length, int flags, long address, long addressLength);

    static native long sendmsg(int fd, long header, int flags);

    static native long recvmsg(int fd, long header, int flags);

    static native int setsockopt(int fd, int level, int name, long value, int length);

    static native int getsockopt(int fd, int level, int name, long value, long length);

    static native int close(int fd);

    static native long read(int fd, long data, long length);

    static native long write(int fd, long data, long length);

    static native int fcntl(int fd, int command, int argument);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, long event);

    static native int epoll_wait(int epoll, long events, int maximum, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native int timerfd_create(int clock, int flags);

    static native int timerfd_settime(int fd, int flags, long newValue, long oldValue);

    static native int if_nametoindex(String name);

    static native int getpid();

    static native int gettid();

    static native int kill(int pid, int signal);

    static native int sched_setscheduler(int pid, int policy, long parameters);

    static native int sched_getscheduler(int pid);

    static native int mlockall(int flags);

    static native int setrlimit(int resource, long limits);

    static native int getrlimit(int resource, long limits);
}
