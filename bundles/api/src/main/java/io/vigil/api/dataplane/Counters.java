package io.vigil.api.dataplane;

/** What passed through a service or destination since it was created (linux/ip_vs.h, IPVS_STATS_ATTR_*). */
public record Counters(long connections, long packetsIn, long packetsOut, long bytesIn, long bytesOut) {
    /** Nothing yet. */
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);
}
