package io.vigil.vrrp.machine;

import static io.vigil.api.failover.VrrpState.BACKUP;
import static io.vigil.api.failover.VrrpState.FAULT;
import static io.vigil.api.failover.VrrpState.INIT;
import static io.vigil.api.failover.VrrpState.MASTER;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpState;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state machine of one instance. Every transition goes through {@link #become}. */
final class VirtualRouter {
    private final Effects out;
    private final Lateness lateness;
    private final Counters counters = new Counters();
    private final Conditions conditions = new Conditions();
    private final Listening listening;
    private final Serving serving;
    private final long quietUntil;
    private VrrpInstance settings;
    private Timing timing;
    private @Nullable SyncedRouters group;
    private @Nullable InetAddress source;
    private VrrpState state = INIT;
    private boolean started;
    private boolean wantsMaster;
    private boolean toldOfTwin;
    private long since;
    private String cause = "not started";

    VirtualRouter(VrrpInstance settings, Effects out, Lateness lateness, long quietUntil, long now) {
        this.settings = settings;
        this.out = out;
        this.lateness = lateness;
        this.quietUntil = quietUntil;
        timing = Timing.of(settings);
        listening = new Listening(timing, now);
        serving = new Serving(settings.name(), out, counters);
        since = now;
    }

    // ---- what it is

    String name() {
        return settings.name();
    }

    VrrpInstance settings() {
        return settings;
    }

    VrrpState state() {
        return state;
    }

    Counters counters() {
        return counters;
    }

    Conditions conditions() {
        return conditions;
    }

    boolean started() {
        return started;
    }

    boolean wantsMaster() {
        return wantsMaster;
    }

    void source(InetAddress address) {
        source = address;
    }

    void group(@Nullable SyncedRouters value) {
        group = value;
    }

    int effectivePriority() {
        return conditions.effective(settings.election().priority());
    }

    long nextDeadline() {
        return Math.min(listening.expiry(), serving.nextDeadline());
    }

    Observation observe() {
        boolean self = state == MASTER;
        return new Observation(
                settings,
                state,
                effectivePriority(),
                Optional.ofNullable(self ? source : listening.advertiser()),
                self ? effectivePriority() : listening.advertiserPriority(),
                since,
                cause,
                conditions.faults(),
                counters.snapshot());
    }

    // ---- events

    /** Takes addresses off that an earlier run left (F10), and enters the first state when conditions allow. */
    void start(long now) {
        started = true;
        out.removeRoutes(name(), settings.routes());
        out.removeAddresses(name(), MovingAddresses.of(settings));
        reconsider(now, conditions.faulty() ? conditions.faults().get(0) : "start");
    }

    void heard(Event.AdvertHeard advert, long now) {
        if (now < quietUntil || state == INIT || state == FAULT) {
            return;
        }
        counters.advertsReceived++;
        if (advert.priority() == 0) {
            counters.priorityZeroReceived++;
        }
        if (state == MASTER) {
            heardAsMaster(advert, now);
        } else if (listening.heard(advert, settings.election(), effectivePriority(), now)) {
            wantsMaster = false;
        }
    }

    void timersDue(long now) {
        if (state == MASTER) {
            if (serving.late(now) >= 0) {
                lateness.record(serving.late(now), timing.advertNanos());
            }
            serving.timersDue(settings, effectivePriority(), now);
        } else if (listening.expiry() <= now) {
            long late = now - listening.expiry();
            lateness.record(late, timing.advertNanos());
            masterIsSilent(now, late);
        }
    }

    /** The conditions changed: enters or leaves FAULT. */
    void reconsider(long now, String why) {
        if (!started) {
            return;
        }
        if (conditions.faulty()) {
            if (state != FAULT) {
                fail(now, why);
            }
        } else if (!conditions.waiting() && (state == FAULT || state == INIT)) {
            if (group == null) {
                recover(now, why);
            } else {
                group.recover(now, why);
            }
        }
    }

    /** W6: the running timer moves with the priority; the next advert carries it. */
    void pointsChanged(String key, int points, long now, String why) {
        int before = effectivePriority();
        conditions.points(key, points);
        retime(timing, before, now, why);
    }

    /** I4: somebody took an address away, and it could not be put back. */
    void addressLost(long now, String why) {
        if (state == MASTER) {
            withdraw(now, why);
            if (group != null) {
                group.withdrawn(this, now, why);
            }
        }
    }

    /** Takes new settings over without leaving its state. */
    void reconfigure(VrrpInstance wanted, long now) {
        if (wanted.equals(settings)) {
            return;
        }
        VrrpInstance before = settings;
        int priorityBefore = effectivePriority();
        settings = wanted;
        retime(Timing.of(wanted), priorityBefore, now, "reload");
        if (state == MASTER) {
            serving.change(before, wanted, effectivePriority(), now);
        }
    }

    /** The first step of leaving for good: priority 0 if master. */
    void announceLeaving() {
        if (state == MASTER) {
            serving.advertise(0);
        }
    }

    /** The second: no address stays. */
    void giveUpAddresses() {
        if (state == MASTER) {
            serving.end(settings);
        }
    }

    /** The last: nothing runs any more. */
    void leaveFor(Kind kind, String why) {
        state = INIT;
        started = false;
        listening.end();
        cause = why;
        out.tell(kind, name(), INIT, effectivePriority(), why);
    }

    // ---- the sync group's orders

    void follow(VrrpState wanted, long now, String why) {
        if (wanted == FAULT && state == MASTER) {
            serving.advertise(0);
        }
        become(wanted, now, why);
    }

    /** Gives way for a moment and comes back after the skew time with all addresses. */
    void withdraw(long now, String why) {
        serving.advertise(0);
        become(BACKUP, now, why);
        listening.arm(now, timing.skewNanos(effectivePriority(), timing.advertNanos()));
    }

    void recover(long now, String why) {
        boolean first = state == INIT;
        boolean announceSource = state == FAULT && !settings.adverts().peers().isEmpty();
        become(BACKUP, now, first ? "init" : why);
        listening.beginAnew(Math.max(now, quietUntil), firstPatience(first));
        if (announceSource) {
            out.add(new Effect.AnnounceSource(name()));
        }
    }

    void announceAfterContention(long now) {
        if (state == MASTER) {
            serving.announceAfterContention(settings, now);
        }
    }

    // ---- inside

    private boolean owner() {
        return settings.election().priority() == 255;
    }

    /** F6 and F37. */
    private long firstPatience(boolean first) {
        boolean wants = first && settings.election().wantsMaster();
        if (owner()) {
            return wants ? 0 : timing.firstWaitNanos();
        }
        return wants ? timing.firstWaitNanos() : timing.masterDownNanos(effectivePriority(), timing.advertNanos());
    }

    private void heardAsMaster(Event.AdvertHeard advert, long now) {
        int own = effectivePriority();
        if (advert.priority() == 0) {
            serving.advertiseNow(settings, own, now);
            return;
        }
        String other = Words.text(advert.source()) + " (priority " + advert.priority() + ", ours " + own + ")";
        int order = order(advert, own);
        if (order > 0) {
            giveWay(advert, now, "heard better master " + other);
        } else if (order < 0 && lapsed(now)) {
            String still = Words.seconds(serving.late(now));
            giveWay(advert, now, "stood still for " + still + ", meanwhile taken over by " + other);
        } else if (order < 0) {
            contend(other, now);
        } else if (!toldOfTwin) {
            toldOfTwin = true;
            remark("hears its own address and priority from " + other + ": is another router configured alike?");
        }
    }

    /** F24 and F25: priority first, then the higher address. Without a source address we cannot serve. */
    private int order(Event.AdvertHeard advert, int own) {
        if (advert.priority() != own) {
            return Integer.compare(advert.priority(), own);
        }
        return source == null ? 1 : Master.compare(advert.source(), source);
    }

    /** Whether we stood still so long that whoever took over did so rightly, and we do not preempt. */
    private boolean lapsed(long now) {
        return !settings.election().preempt()
                && serving.late(now) >= timing.masterDownNanos(effectivePriority(), timing.advertNanos());
    }

    private void giveWay(Event.AdvertHeard advert, long now, String why) {
        if (settings.adverts().higherPrioritySendAdvert()) {
            serving.advertise(effectivePriority());
        }
        listening.accept(advert, now);
        become(BACKUP, now, why);
        if (group != null) {
            group.demoted(this, now);
        }
    }

    private void contend(String other, long now) {
        if (!serving.contend(settings, effectivePriority(), now)) {
            return;
        }
        if (group != null) {
            group.contended(this, now);
        }
        String text = "heard lower priority of " + other + ", forcing new election";
        out.tell(Kind.LOWER_PRIORITY_ADVERT, name(), state, effectivePriority(), text);
    }

    /**
     * F19. A timer that is later than master down says that we stood still, not that the master did: everything queued has
     * been read before, and if nothing came, one more interval is listened to.
     */
    private void masterIsSilent(long now, long late) {
        int own = effectivePriority();
        if (late >= listening.masterDown(own)) {
            remark("stood still for " + Words.seconds(late) + ": listening once more before taking over");
            listening.listenOnceMore(own, now);
            return;
        }
        wantsMaster = true;
        if (group != null && !group.othersWantMaster(this)) {
            listening.arm(now, listening.masterDown(own));
            return;
        }
        boolean unneeded = owner() && listening.unneeded();
        become(MASTER, now, unneeded ? "owns its addresses (priority 255)" : listening.silence(own, now));
        if (group != null) {
            group.promoted(this, now);
        }
    }

    /** F33: an own fault of a master is announced twice. */
    private void fail(long now, String why) {
        if (state == MASTER) {
            serving.advertise(0);
            serving.advertise(0);
        }
        become(FAULT, now, why);
        if (group != null) {
            group.failed(this, now);
        }
    }

    private void retime(Timing newTiming, int before, long now, String why) {
        int after = effectivePriority();
        timing = newTiming;
        listening.retime(newTiming, before, after, state == BACKUP, now);
        if (after != before) {
            String text = "effective priority changes from " + before + " to " + after + ": " + why;
            out.tell(Kind.PRIORITY, name(), state, after, text);
        }
    }

    private void remark(String text) {
        out.tell(Kind.REMARK, name(), state, effectivePriority(), text);
    }

    /** The one door between states. */
    private void become(VrrpState next, long now, String why) {
        VrrpState previous = state;
        state = next;
        since = now;
        cause = why;
        wantsMaster = next == MASTER;
        toldOfTwin = false;
        if (previous == MASTER && next != MASTER) {
            serving.end(settings);
        }
        listening.end();
        if (next == MASTER) {
            serving.begin(settings, effectivePriority(), now);
        } else if (next == BACKUP) {
            listening.begin(effectivePriority(), now);
        }
        out.tell(Kind.TRANSITION, name(), next, effectivePriority(), why);
    }
}
