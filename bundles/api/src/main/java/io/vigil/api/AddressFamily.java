package io.vigil.api;

import java.net.Inet6Address;
import java.net.InetAddress;

/** IPv4 or IPv6; numbers are the kernel's (linux/socket.h). */
public enum AddressFamily {
    /** IPv4. */
    INET(2),
    /** IPv6. */
    INET6(10);

    private final int number;

    AddressFamily(int number) {
        this.number = number;
    }

    /** The kernel's number, {@code AF_INET} or {@code AF_INET6}. */
    public int number() {
        return number;
    }

    /** The family of an address. */
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet6Address ? INET6 : INET;
    }
}
