package io.vigil.linux.process;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Constants;
import io.vigil.linux.libc.Syscalls;
import java.time.Duration;

/** What a process can ask for itself. May be called from any thread. */
public final class ThisProcess {
    private static final long UNLIMITED = -1; // RLIM_INFINITY, bits/resource.h

    private ThisProcess() {}

    /** The process id. */
    public static int id() {
        return Syscalls.processId();
    }

    /** The kernel's id of the calling thread. */
    public static int threadId() {
        return Syscalls.threadId();
    }

    /** The index of a network interface, in the network namespace of the calling thread; {@code ENODEV} if there is none. */
    public static int interfaceIndex(String name) throws LinuxException {
        return Syscalls.interfaceIndex(name);
    }

    /**
     * Keeps every page that was or will be touched from being swapped out. Refused with {@code EPERM} unless this process has
     * CAP_IPC_LOCK or no limit on MEMLOCK: below a limit the call could succeed and the JVM die of the memory it asks for later.
     */
    public static void lockMemory() throws LinuxException {
        boolean unlimited = Syscalls.limit(Constants.RLIMIT_MEMLOCK)[0] == UNLIMITED;
        if (!unlimited && !Capabilities.effective().contains(Capability.CAP_IPC_LOCK)) {
            throw new LinuxException("lock memory", Errno.EPERM, "needs CAP_IPC_LOCK or an unlimited MEMLOCK");
        }
        Syscalls.lockMemory(Constants.MCL_CURRENT | Constants.MCL_FUTURE | Constants.MCL_ONFAULT);
    }

    /** How long a real-time thread may run without waiting for anything: the kernel's guard against one that spins. */
    public static void limitRealtime(Duration longest) throws LinuxException {
        long[] now = Syscalls.limit(Constants.RLIMIT_RTTIME);
        Syscalls.limit(Constants.RLIMIT_RTTIME, longest.toNanos() / 1000, now[1]);
    }

    /** Sends a signal to a process, such as 15; 0 only asks whether it is there ({@code ESRCH} if not). */
    public static void signal(int processId, int signal) throws LinuxException {
        Syscalls.kill(processId, signal);
    }
}
