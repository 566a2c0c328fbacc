package io.vigil.vrrp.track;

import io.vigil.api.failover.Tracker;

/**
 * What a tracker does to an instance.
 *
 * @param fault whether it keeps the instance in FAULT
 * @param points what it adds to the priority
 */
public record Contribution(boolean fault, int points) {
    private static final Contribution NOTHING = new Contribution(false, 0);
    private static final Contribution FAULT = new Contribution(true, 0);

    /** Of something that is up or down (W2, W3). */
    public static Contribution of(Tracker tracker, boolean up) {
        int weight = tracker.weight();
        if (weight == 0) {
            return up == tracker.reverse() ? FAULT : NOTHING;
        }
        boolean counts = weight > 0 ? up : !up;
        return counts ? new Contribution(false, tracker.reverse() ? -weight : weight) : NOTHING;
    }

    /** Of a number in a file (W4). */
    public static Contribution of(Tracker tracker, long number) {
        if (tracker.weight() == 0) {
            return (number == 0) == tracker.reverse() ? FAULT : NOTHING;
        }
        long points = number * tracker.weight() * (tracker.reverse() ? -1 : 1);
        if (points <= -254) {
            return FAULT;
        }
        return new Contribution(false, (int) Math.min(253, points));
    }
}
