package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpInstance;

/** What a master does: advertises, holds the addresses and announces them. */
final class Serving {
    private final String name;
    private final Effects out;
    private final Counters counters;
    private final AnnouncementTimers announcements = new AnnouncementTimers();
    private long nextAdvert = Routers.NEVER;
    private long answeredAt = Long.MIN_VALUE / 2;

    Serving(String name, Effects out, Counters counters) {
        this.name = name;
        this.out = out;
        this.counters = counters;
    }

    /** F20 and F21: the advert goes first, so that the old master removes its addresses before ours appear. */
    void begin(VrrpInstance settings, int priority, long now) {
        counters.becameMaster++;
        advertise(priority);
        nextAdvert = now + settings.adverts().interval().toNanos();
        out.addAddresses(name, MovingAddresses.of(settings));
        out.addRoutes(name, settings.routes());
        out.announce(
                name, MovingAddresses.of(settings), settings.announcements().repeat());
        announcements.becameMaster(settings.announcements(), now);
    }

    /** No route and no address stays (F34), no announcement follows. */
    void end(VrrpInstance settings) {
        counters.releasedMaster++;
        nextAdvert = Routers.NEVER;
        announcements.stop();
        out.add(new Effect.CancelAnnouncements(name));
        out.removeRoutes(name, settings.routes());
        out.removeAddresses(name, MovingAddresses.of(settings));
    }

    long nextDeadline() {
        return Math.min(nextAdvert, announcements.next());
    }

    /** How late the next advert is; negative if it is not due yet. */
    long late(long now) {
        return now - nextAdvert;
    }

    /** Sends what is due; the rhythm is kept unless an advert was a whole interval late. */
    void timersDue(VrrpInstance settings, int priority, long now) {
        out.announce(name, MovingAddresses.of(settings), announcements.due(settings.announcements(), now));
        if (nextAdvert <= now) {
            long interval = settings.adverts().interval().toNanos();
            long next = nextAdvert + interval;
            advertise(priority);
            nextAdvert = next > now ? next : now + interval;
        }
    }

    void advertise(int priority) {
        counters.advertsSent++;
        if (priority == 0) {
            counters.priorityZeroSent++;
        }
        out.add(new Effect.SendAdvert(name, priority));
    }

    /** An advert out of turn; the next one is due an interval later. */
    void advertiseNow(VrrpInstance settings, int priority, long now) {
        advertise(priority);
        nextAdvert = now + settings.adverts().interval().toNanos();
    }

    /**
     * Answers an advert of lower priority (F24). After a pause many are queued; one answer within half an interval is enough.
     *
     * @return false if it was answered just now
     */
    boolean contend(VrrpInstance settings, int priority, long now) {
        if (now - answeredAt < settings.adverts().interval().toNanos() / 2) {
            return false;
        }
        answeredAt = now;
        if (!settings.adverts().lowerPriorityNoAdvert()) {
            advertiseNow(settings, priority, now);
        }
        announceAfterContention(settings, now);
        return true;
    }

    void announceAfterContention(VrrpInstance settings, long now) {
        out.announce(
                name, MovingAddresses.of(settings), settings.announcements().lowerPriorityRepeat());
        announcements.heardLowerPriority(settings.announcements(), now);
    }

    /** B16 and B17: other addresses without leaving mastership. */
    void change(VrrpInstance before, VrrpInstance after, int priority, long now) {
        var added = MovingAddresses.difference(after, before);
        advertiseNow(after, priority, now);
        boolean otherRoutes = !after.routes().equals(before.routes());
        if (otherRoutes) {
            out.removeRoutes(name, before.routes());
        }
        out.removeAddresses(name, MovingAddresses.difference(before, after));
        out.addAddresses(name, added);
        if (otherRoutes) {
            out.addRoutes(name, after.routes());
        }
        announcements.stop();
        if (!added.isEmpty() || !after.announcements().refresh().isZero()) {
            out.announce(name, MovingAddresses.of(after), after.announcements().repeat());
            announcements.becameMaster(after.announcements(), now);
        }
    }
}
