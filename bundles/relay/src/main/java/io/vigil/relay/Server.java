package io.vigil.relay;

import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.Table;
import java.net.InetSocketAddress;

/** A server of a pool, with what it carries now. Belongs to its service's loop. */
final class Server implements Candidate {
    private final Tally tally = new Tally();
    private DestinationEntry entry;
    private int connections;
    private boolean overloaded;
    private boolean leaving;
    private long leftAt;

    Server(DestinationEntry entry) {
        this.entry = entry;
    }

    @Override
    public Endpoint endpoint() {
        return entry.endpoint();
    }

    @Override
    public int weight() {
        return entry.weight();
    }

    @Override
    public int connections() {
        return connections;
    }

    DestinationEntry entry() {
        return entry;
    }

    Tally tally() {
        return tally;
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(
                entry.endpoint().address(), entry.endpoint().port());
    }

    /** Whether clients that stick to it may come: it stands in the pool and is not draining. */
    boolean takesKnown() {
        return !leaving && entry.weight() > 0;
    }

    /** Whether anybody may come. */
    boolean takesNew() {
        return takesKnown() && !overloaded;
    }

    /** New weight and thresholds; connections stay. One that had left is back. */
    void edit(DestinationEntry changed) {
        entry = changed;
        leaving = false;
        overloaded = changed.upperThreshold() > 0 && connections >= changed.upperThreshold();
    }

    /** Taken out of the pool: its connections may end by themselves for a while. */
    void leave(long now) {
        leaving = true;
        leftAt = now;
    }

    /** Whether it was taken out longer ago than that. */
    boolean isGone(long now, long patienceNanos) {
        return leaving && now - leftAt >= patienceNanos;
    }

    void opened() {
        connections++;
        tally.connection();
        if (entry.upperThreshold() > 0 && connections >= entry.upperThreshold()) {
            overloaded = true;
        }
    }

    /** Overload ends below the lower threshold, by default below three quarters of the upper one (as in IPVS). */
    void closed() {
        connections--;
        int upper = entry.upperThreshold();
        int lower = entry.lowerThreshold();
        if (upper == 0 || (lower > 0 ? connections < lower : 4L * connections < 3L * upper)) {
            overloaded = false;
        }
    }

    /** How it stands, for the table. */
    Table.Destination row(int persistent) {
        return new Table.Destination(entry, tally.counters(), connections, 0, persistent);
    }
}
