package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpInstance.Announcements;

/** When a master announces its addresses again (A2); stopped when it leaves, so that they never pile up. */
final class AnnouncementTimers {
    private long delayed = Routers.NEVER;
    private int delayedRounds;
    private long refresh = Routers.NEVER;

    void becameMaster(Announcements settings, long now) {
        stop();
        long delay = settings.delay().toNanos();
        if (delay > 0) {
            delayed = now + delay;
            delayedRounds = settings.repeat();
        }
        if (!settings.refresh().isZero()) {
            refresh = now + delay + settings.refresh().toNanos();
        }
    }

    void heardLowerPriority(Announcements settings, long now) {
        if (!settings.lowerPriorityDelay().isZero() && settings.lowerPriorityRepeat() > 0) {
            delayed = now + settings.lowerPriorityDelay().toNanos();
            delayedRounds = settings.lowerPriorityRepeat();
        }
    }

    void stop() {
        delayed = Routers.NEVER;
        refresh = Routers.NEVER;
    }

    long next() {
        return Math.min(delayed, refresh);
    }

    /** How many rounds are due now; 0 for none. */
    int due(Announcements settings, long now) {
        int rounds = 0;
        if (delayed <= now) {
            delayed = Routers.NEVER;
            rounds = delayedRounds;
        }
        if (refresh <= now) {
            refresh = settings.refresh().isZero()
                    ? Routers.NEVER
                    : now + settings.refresh().toNanos();
            rounds = Math.max(rounds, settings.refreshRepeat());
        }
        return rounds;
    }
}
