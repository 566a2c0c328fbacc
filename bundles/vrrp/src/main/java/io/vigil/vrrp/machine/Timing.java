package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpInstance;

/**
 * The times of an instance.
 *
 * <p>Example, version 3, priority 100, adverts each 100 ms: skew (256 - 100) * 100 ms / 256 = 60.9 ms, master down 3 * 100 ms +
 * 60.9 ms = 360.9 ms. In version 2 the skew does not depend on the interval: at priority 100 it is 609 ms always.
 *
 * @param version 2 or 3
 * @param advertNanos our interval between adverts
 * @param downAdverts adverts that may be missed
 */
public record Timing(int version, long advertNanos, int downAdverts) {
    private static final long SECOND = 1_000_000_000L;
    private static final long CENTISECOND = 10_000_000L;

    static Timing of(VrrpInstance settings) {
        return new Timing(
                settings.version(),
                settings.adverts().interval().toNanos(),
                settings.election().downTimerAdverts());
    }

    /** The time by which a lower priority waits longer, for adverts at the master's interval. */
    public long skewNanos(int priority, long masterAdvertNanos) {
        if (version == 2) {
            return (256 - priority) * SECOND / 256;
        }
        return (256 - priority) * (masterAdvertNanos / CENTISECOND) * 625 / 16 * 1000;
    }

    /** The silence after which a master counts as gone. */
    public long masterDownNanos(int priority, long masterAdvertNanos) {
        return downAdverts * masterAdvertNanos + skewNanos(priority, masterAdvertNanos);
    }

    /** What {@code state MASTER} waits for at start: one advert and the smallest skew. */
    long firstWaitNanos() {
        return advertNanos + skewNanos(255, advertNanos);
    }
}
