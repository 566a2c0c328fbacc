package io.vigil.api.dataplane;

/** How packets reach a real server. */
public enum ForwardingMethod {
    /** Masquerading: addresses are rewritten both ways. */
    NAT,
    /** Direct routing: only the MAC address changes. */
    DR,
    /** Tunnelling: the packet is wrapped. */
    TUN
}
