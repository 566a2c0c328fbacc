package io.vigil.vrrp.machine;

import io.vigil.api.failover.VrrpInstance;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What a backup does: listens to a master and measures its silence. */
final class Listening {
    private final Master master;
    private final PreemptDelay preemptDelay = new PreemptDelay();
    private Timing timing;
    private long expiry = Routers.NEVER;
    /** How long the running timer was set for. */
    private long patience;

    Listening(Timing timing, long now) {
        this.timing = timing;
        master = new Master(timing.advertNanos(), now);
    }

    long expiry() {
        return expiry;
    }

    void arm(long from, long nanos) {
        patience = nanos;
        expiry = from + nanos;
    }

    /** Enters BACKUP: a full master-down time from now. */
    void begin(int priority, long now) {
        preemptDelay.reset();
        arm(now, masterDown(priority));
    }

    void end() {
        preemptDelay.reset();
        expiry = Routers.NEVER;
    }

    /** Listens as if nobody had been heard, for so long. */
    void beginAnew(long from, long nanos) {
        master.forget(timing.advertNanos(), from);
        arm(from, nanos);
    }

    long masterDown(int priority) {
        return timing.masterDownNanos(priority, master.advertNanos);
    }

    /** After standing still: one more interval, and the skew so that the best comes first. */
    void listenOnceMore(int priority, long now) {
        arm(now, master.advertNanos + timing.skewNanos(priority, master.advertNanos));
    }

    /** F11 to F16. True if the advert was accepted as the master's. */
    boolean heard(Event.AdvertHeard advert, VrrpInstance.Election election, int priority, long now) {
        if (advert.priority() == 0) {
            if (master.leaves(advert.source())) {
                arm(now, timing.skewNanos(priority, master.advertNanos));
            }
            return false;
        }
        boolean lower = advert.priority() < priority;
        if (!lower) {
            preemptDelay.reset();
        }
        if (lower && election.preempt() && !preemptDelay.holds(election, now)) {
            master.discard(advert.source(), advert.priority());
            return false;
        }
        accept(advert, now);
        arm(now, masterDown(priority));
        return true;
    }

    void accept(Event.AdvertHeard advert, long now) {
        long interval =
                timing.version() == 2 ? timing.advertNanos() : advert.interval().toNanos();
        master.accept(advert.source(), advert.priority(), interval, now);
    }

    /** Other times or another priority: a running timer moves by the difference (W6). */
    void retime(Timing newTiming, int priorityBefore, int priorityAfter, boolean waiting, long now) {
        long before = masterDown(priorityBefore);
        timing = newTiming;
        if (timing.version() == 2 || master.address == null) {
            master.advertNanos = timing.advertNanos();
        }
        if (waiting) {
            long moved = masterDown(priorityAfter) - before;
            patience = Math.max(0, patience + moved);
            expiry = Math.max(now, expiry + moved);
        }
    }

    /** Whether nobody was heard and nobody was waited for: an owner at its start. */
    boolean unneeded() {
        return patience == 0 && master.address == null;
    }

    String silence(int priority, long now) {
        return master.silence(patience, priority, now);
    }

    @Nullable
    InetAddress advertiser() {
        return master.advertiser();
    }

    int advertiserPriority() {
        return master.advertiserPriority();
    }
}
