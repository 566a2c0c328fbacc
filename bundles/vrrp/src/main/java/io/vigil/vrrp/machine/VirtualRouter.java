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
    private final AnnouncementTimers announcements = new AnnouncementTimers();
    private final PreemptDelay preemptDelay = new PreemptDelay();
    private final Master master;
    private final long quietUntil;
    private VrrpInstance settings;
    private Timing timing;
    private @Nullable SyncedRouters group;
    private @Nullable InetAddress source;
    private VrrpState state = INIT;
    private boolean started;
    private boolean wantsMaster;
    /** MASTER: the next advert. BACKUP: master down. */
    private long deadline = Routers.NEVER;
    /** How long the running master-down timer was set for. */
    private long patience;

    private long answeredAt = Long.MIN_VALUE / 2;
    private boolean toldOfTwin;
    private long since;
    private String cause = "not started";

    VirtualRouter(VrrpInstance settings, Effects out, Lateness lateness, long quietUntil, long now) {
        this.settings = settings;
        this.out = out;
        this.lateness = lateness;
        this.quietUntil = quietUntil;
        timing = Timing.of(settings);
        master = new Master(timing.advertNanos(), now);
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
        return Math.min(deadline, announcements.next());
    }

    Observation observe() {
        boolean self = state == MASTER;
        return new Observation(
                settings,
                state,
                effectivePriority(),
                Optional.ofNullable(self ? source : master.advertiser()),
                self ? effectivePriority() : master.advertiserPriority(),
                since,
                cause,
                conditions.faults(),
                counters.snapshot());
    }

    // ---- events

    /** Takes addresses off that an earlier run left (F10), and enters the first state when conditions allow. */
    void start(long now) {
        started = true;
        out.removeAddresses(name(), MovingAddresses.of(settings));
        reconsider(now, "start");
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
        } else {
            heardAsBackup(advert, now);
        }
    }

    void timersDue(long now) {
        if (state == MASTER) {
            out.announce(name(), MovingAddresses.of(settings), announcements.due(settings.announcements(), now));
        }
        if (deadline > now) {
            return;
        }
        long late = now - deadline;
        lateness.record(late, timing.advertNanos());
        if (state == MASTER) {
            long next = deadline + timing.advertNanos();
            advertise(effectivePriority());
            deadline = next > now ? next : now + timing.advertNanos();
        } else {
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
        priorityChanged(before, timing, now, why);
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

    /** Gives way for a moment and comes back after the skew time with all addresses. */
    void withdraw(long now, String why) {
        advertise(0);
        become(BACKUP, now, why);
        arm(now, timing.skewNanos(effectivePriority(), timing.advertNanos()));
    }

    /** Takes new settings over without leaving its state. */
    void reconfigure(VrrpInstance wanted, long now) {
        if (wanted.equals(settings)) {
            return;
        }
        VrrpInstance before = settings;
        int priorityBefore = effectivePriority();
        Timing timingBefore = timing;
        settings = wanted;
        timing = Timing.of(wanted);
        if (timing.version() == 2 || master.address == null) {
            master.advertNanos = timing.advertNanos();
        }
        priorityChanged(priorityBefore, timingBefore, now, "reload");
        if (state == MASTER) {
            moveAddresses(before, now);
        }
    }

    void leaveFor(Kind kind, String why) {
        state = INIT;
        deadline = Routers.NEVER;
        announcements.stop();
        started = false;
        cause = why;
        out.tell(kind, name(), INIT, effectivePriority(), why);
    }

    /** The first half of a stop: priority 0 if master. */
    void announceLeaving() {
        if (state == MASTER) {
            advertise(0);
        }
    }

    /** The second half: no address stays. */
    void giveUpAddresses() {
        if (state == MASTER) {
            counters.releasedMaster++;
            out.add(new Effect.CancelAnnouncements(name()));
            out.removeAddresses(name(), MovingAddresses.of(settings));
        }
    }

    // ---- the sync group's orders

    void follow(VrrpState wanted, long now, String why) {
        if (wanted == FAULT && state == MASTER) {
            advertise(0);
        }
        become(wanted, now, why);
    }

    void recover(long now, String why) {
        boolean first = state == INIT;
        boolean announceSource = state == FAULT && !settings.adverts().peers().isEmpty();
        become(BACKUP, now, first ? "init" : why);
        master.forget(timing.advertNanos(), Math.max(now, quietUntil));
        arm(Math.max(now, quietUntil), firstPatience(first));
        if (announceSource) {
            out.add(new Effect.AnnounceSource(name()));
        }
    }

    void announceAfterContention(long now) {
        if (state == MASTER) {
            out.announce(
                    name(),
                    MovingAddresses.of(settings),
                    settings.announcements().lowerPriorityRepeat());
            announcements.heardLowerPriority(settings.announcements(), now);
        }
    }

    // ---- inside

    private boolean owner() {
        return settings.election().priority() == 255;
    }

    private long masterDown() {
        return timing.masterDownNanos(effectivePriority(), master.advertNanos);
    }

    /** F6 and F37. */
    private long firstPatience(boolean first) {
        boolean wants = settings.election().wantsMaster();
        if (owner()) {
            return first && wants ? 0 : timing.firstWaitNanos();
        }
        return first && wants ? timing.firstWaitNanos() : masterDown();
    }

    private void arm(long from, long nanos) {
        patience = nanos;
        deadline = from + nanos;
    }

    private void heardAsBackup(Event.AdvertHeard advert, long now) {
        if (advert.priority() == 0) {
            if (master.leaves(advert.source())) {
                arm(now, timing.skewNanos(effectivePriority(), master.advertNanos));
            }
            return;
        }
        boolean lower = advert.priority() < effectivePriority();
        if (!lower) {
            preemptDelay.reset();
        }
        if (lower && settings.election().preempt() && !preemptDelay.holds(settings.election(), now)) {
            master.discard(advert.source(), advert.priority());
            return;
        }
        accept(advert, now);
        wantsMaster = false;
        arm(now, masterDown());
    }

    private void accept(Event.AdvertHeard advert, long now) {
        long interval =
                timing.version() == 2 ? timing.advertNanos() : advert.interval().toNanos();
        master.accept(advert.source(), advert.priority(), interval, now);
    }

    private void heardAsMaster(Event.AdvertHeard advert, long now) {
        if (advert.priority() == 0) {
            advertise(effectivePriority());
            deadline = now + timing.advertNanos();
            return;
        }
        int own = effectivePriority();
        String other = Words.text(advert.source()) + " (priority " + advert.priority() + ", ours " + own + ")";
        long late = now - deadline;
        int order = order(advert, own);
        if (order > 0) {
            giveWay(advert, now, "heard better master " + other);
        } else if (order < 0
                && late >= timing.masterDownNanos(own, timing.advertNanos())
                && !settings.election().preempt()) {
            giveWay(advert, now, "stood still for " + Words.seconds(late) + ", meanwhile taken over by " + other);
        } else if (order < 0) {
            contend(other, now);
        } else if (!toldOfTwin) {
            toldOfTwin = true;
            remark("hears adverts with its own address and priority from " + other
                    + ": is another router configured alike?");
        }
    }

    /** F24 and F25: priority first, then the higher address. Without a source address we cannot serve. */
    private int order(Event.AdvertHeard advert, int own) {
        if (advert.priority() != own) {
            return Integer.compare(advert.priority(), own);
        }
        return source == null ? 1 : Master.compare(advert.source(), source);
    }

    private void giveWay(Event.AdvertHeard advert, long now, String why) {
        if (settings.adverts().higherPrioritySendAdvert()) {
            advertise(effectivePriority());
        }
        accept(advert, now);
        become(BACKUP, now, why);
        if (group != null) {
            group.demoted(this, now);
        }
    }

    /** F24. After a pause many adverts are queued; one answer within half an interval is answer enough. */
    private void contend(String other, long now) {
        if (now - answeredAt < timing.advertNanos() / 2) {
            return;
        }
        answeredAt = now;
        if (!settings.adverts().lowerPriorityNoAdvert()) {
            advertise(effectivePriority());
            deadline = now + timing.advertNanos();
        }
        announceAfterContention(now);
        if (group != null) {
            group.contended(this, now);
        }
        out.tell(
                Kind.LOWER_PRIORITY_ADVERT,
                name(),
                state,
                effectivePriority(),
                "heard lower priority of " + other + ", forcing new election");
    }

    /**
     * F19. A timer that is later than master down says that we stood still, not that the master did: everything queued has
     * been read before, and if nothing came, one more interval is listened to.
     */
    private void masterIsSilent(long now, long late) {
        if (late >= masterDown()) {
            remark("stood still for " + Words.seconds(late) + ": listening once more before taking over");
            arm(now, master.advertNanos + timing.skewNanos(effectivePriority(), master.advertNanos));
            return;
        }
        wantsMaster = true;
        if (group != null && !group.othersWantMaster(this)) {
            arm(now, masterDown());
            return;
        }
        boolean unheard = owner() && patience == 0;
        become(
                MASTER,
                now,
                unheard ? "owns its addresses (priority 255)" : master.silence(patience, effectivePriority(), now));
        if (group != null) {
            group.promoted(this, now);
        }
    }

    /** F33: an own fault of a master is announced twice. */
    private void fail(long now, String why) {
        if (state == MASTER) {
            advertise(0);
            advertise(0);
        }
        become(FAULT, now, why);
        if (group != null) {
            group.failed(this, now);
        }
    }

    private void priorityChanged(int before, Timing timingBefore, long now, String why) {
        int after = effectivePriority();
        if (state == BACKUP) {
            long moved = masterDown() - timingBefore.masterDownNanos(before, master.advertNanos);
            patience = Math.max(0, patience + moved);
            deadline = Math.max(now, deadline + moved);
        }
        if (after != before) {
            out.tell(
                    Kind.PRIORITY,
                    name(),
                    state,
                    after,
                    "effective priority changes from " + before + " to " + after + ": " + why);
        }
    }

    private void moveAddresses(VrrpInstance before, long now) {
        var gone = MovingAddresses.difference(before, settings);
        var added = MovingAddresses.difference(settings, before);
        advertise(effectivePriority());
        deadline = now + timing.advertNanos();
        out.removeAddresses(name(), gone);
        out.addAddresses(name(), added);
        announcements.stop();
        if (!added.isEmpty() || !settings.announcements().refresh().isZero()) {
            out.announce(
                    name(),
                    MovingAddresses.of(settings),
                    settings.announcements().repeat());
            announcements.becameMaster(settings.announcements(), now);
        }
    }

    private void advertise(int priority) {
        counters.advertsSent++;
        if (priority == 0) {
            counters.priorityZeroSent++;
        }
        out.add(new Effect.SendAdvert(name(), priority));
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
        if (previous == MASTER && next != MASTER) {
            counters.releasedMaster++;
            announcements.stop();
            out.add(new Effect.CancelAnnouncements(name()));
            out.removeAddresses(name(), MovingAddresses.of(settings));
        }
        if (next == MASTER) {
            serve(now);
        } else {
            wantsMaster = false;
            preemptDelay.reset();
            deadline = Routers.NEVER;
            if (next == BACKUP) {
                arm(now, masterDown());
            }
        }
        out.tell(Kind.TRANSITION, name(), next, effectivePriority(), why);
    }

    /** F20 and F21: the advert goes first, so that the old master removes its addresses before ours appear. */
    private void serve(long now) {
        wantsMaster = true;
        toldOfTwin = false;
        counters.becameMaster++;
        advertise(effectivePriority());
        deadline = now + timing.advertNanos();
        out.addAddresses(name(), MovingAddresses.of(settings));
        out.announce(
                name(), MovingAddresses.of(settings), settings.announcements().repeat());
        announcements.becameMaster(settings.announcements(), now);
    }
}
