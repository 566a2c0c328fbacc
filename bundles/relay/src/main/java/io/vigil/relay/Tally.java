package io.vigil.relay;

import io.vigil.api.dataplane.Counters;

/** Counts what passes. A packet of TCP is what one read brought; in is from client to server. */
final class Tally {
    private long connections;
    private long packetsIn;
    private long packetsOut;
    private long bytesIn;
    private long bytesOut;

    void connection() {
        connections++;
    }

    void in(int bytes) {
        packetsIn++;
        bytesIn += bytes;
    }

    void out(int bytes) {
        packetsOut++;
        bytesOut += bytes;
    }

    Counters counters() {
        return new Counters(connections, packetsIn, packetsOut, bytesIn, bytesOut);
    }
}
