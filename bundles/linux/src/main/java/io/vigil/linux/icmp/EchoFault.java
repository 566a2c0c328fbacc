package io.vigil.linux.icmp;

import io.vigil.linux.Errno;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Why a request of a socket's did not arrive, from an ICMP error or from this machine.
 *
 * @param to where it was to go
 * @param sequence which request
 * @param error what the kernel makes of it, such as {@code EHOSTUNREACH}
 * @param teller who sent the ICMP error; empty when this machine found out by itself
 */
public record EchoFault(InetAddress to, int sequence, Errno error, Optional<InetAddress> teller) {}
