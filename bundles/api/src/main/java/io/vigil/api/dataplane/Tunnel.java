package io.vigil.api.dataplane;

/**
 * How a {@link ForwardingMethod#TUN} server's packets are wrapped.
 *
 * @param type the encapsulation
 * @param port the UDP port of GUE, else 0
 * @param checksum how the outer header is checksummed
 */
public record Tunnel(Type type, int port, Checksum checksum) {
    /** The encapsulation (linux/ip_vs.h, IP_VS_CONN_F_TUNNEL_TYPE_*). */
    public enum Type {
        /** IP in IP. */
        IPIP,
        /** Generic UDP encapsulation. */
        GUE,
        /** Generic routing encapsulation. */
        GRE
    }

    /** The outer checksum (linux/ip_vs.h, IP_VS_TUNNEL_ENCAP_FLAG_*). */
    public enum Checksum {
        /** None. */
        NONE,
        /** A normal checksum. */
        CSUM,
        /** Remote checksum offload. */
        REMCSUM
    }

    /** Plain IP in IP. */
    public static final Tunnel IPIP = new Tunnel(Type.IPIP, 0, Checksum.NONE);
}
