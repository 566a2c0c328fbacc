package io.vigil.linux.process;

/** A privilege of Linux that Vigil can use (linux/capability.h). */
public enum Capability {
    CAP_KILL(5),
    CAP_SETGID(6),
    CAP_SETUID(7),
    CAP_NET_BIND_SERVICE(10),
    CAP_NET_ADMIN(12),
    CAP_NET_RAW(13),
    CAP_IPC_LOCK(14),
    CAP_SYS_NICE(23);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** Whether a set of capabilities, as the kernel writes it, has this one. */
    boolean in(long set) {
        return (set >>> bit & 1) != 0;
    }
}
