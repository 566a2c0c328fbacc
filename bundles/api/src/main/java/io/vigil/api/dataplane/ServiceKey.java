package io.vigil.api.dataplane;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;

/** What identifies one service of a data plane. The kernel knows exactly these two kinds (linux/ip_vs.h). */
public sealed interface ServiceKey {
    /** Packets to an address and port. */
    record Address(Protocol protocol, Endpoint endpoint) implements ServiceKey {
        @Override
        public AddressFamily family() {
            return AddressFamily.of(endpoint.address());
        }

        /** {@code tcp 10.0.0.1:80}. */
        @Override
        public String toString() {
            return protocol.word() + " " + endpoint;
        }
    }

    /** Packets that carry a firewall mark. */
    record FirewallMark(int mark, AddressFamily family) implements ServiceKey {
        /** {@code fwmark 7} or {@code fwmark 7 inet6}. */
        @Override
        public String toString() {
            return "fwmark " + Integer.toUnsignedString(mark) + (family == AddressFamily.INET6 ? " inet6" : "");
        }
    }

    /** The address family of the packets. */
    AddressFamily family();
}
