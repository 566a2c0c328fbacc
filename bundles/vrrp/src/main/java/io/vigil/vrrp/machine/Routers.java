package io.vigil.vrrp.machine;

import static io.vigil.api.failover.VrrpState.INIT;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All virtual routers and sync groups of this host. The owner delivers what was received before it says that timers are due,
 * carries the effects out in order, and comes back at {@link #nextDeadline()}.
 */
public final class Routers {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Effects out = new Effects();
    private final Lateness lateness = new Lateness();
    private final long quietUntil;
    private Map<String, VirtualRouter> routers = new LinkedHashMap<>();
    private List<SyncedRouters> groups = List.of();

    /** @param quietUntil until then nothing is heard, and timers count from then (F9) */
    public Routers(long quietUntil) {
        this.quietUntil = quietUntil;
    }

    /**
     * Takes settings over: kept instances go on, others leave in good order, new ones wait for {@link #start}.
     */
    public List<Effect> apply(List<VrrpInstance> instances, List<SyncGroup> wantedGroups, long now) {
        Map<String, VirtualRouter> before = new HashMap<>(routers);
        Map<String, VirtualRouter> after = new LinkedHashMap<>();
        Map<String, VrrpInstance> kept = new LinkedHashMap<>();
        for (VrrpInstance wanted : instances) {
            VirtualRouter router = before.get(wanted.name());
            if (router != null && Identity.same(router.settings(), wanted)) {
                before.remove(wanted.name());
                after.put(wanted.name(), router);
                kept.put(wanted.name(), wanted);
            } else {
                after.put(wanted.name(), new VirtualRouter(wanted, out, lateness, quietUntil, now));
            }
        }
        leave(List.copyOf(before.values()), Kind.DELETED, "removed or replaced by a reload");
        routers = after;
        regroup(wantedGroups);
        kept.forEach((name, wanted) -> router(name, r -> r.reconfigure(wanted, now)));
        return out.take();
    }

    /** Starts what has not been started; faults and awaited results must have been told before. */
    public List<Effect> start(long now) {
        List<VirtualRouter> fresh =
                routers.values().stream().filter(r -> !r.started()).toList();
        fresh.forEach(r -> r.start(now));
        if (!fresh.isEmpty()) {
            // A group can only begin when its last member has: ask once more.
            fresh.forEach(r -> r.reconsider(now, "start"));
        }
        groups.forEach(g -> g.settle(now));
        return out.take();
    }

    /** What is to be done because of an event. */
    public List<Effect> on(Event event, long now) {
        if (event instanceof Event.TimersDue) {
            for (VirtualRouter router : routers.values()) {
                if (router.nextDeadline() <= now) {
                    router.timersDue(now);
                }
            }
        } else if (event instanceof Event.AdvertHeard e) {
            router(e.router(), r -> r.heard(e, now));
        } else if (event instanceof Event.SourceKnown e) {
            router(e.router(), r -> r.source(e.source()));
        } else if (event instanceof Event.PointsChanged e) {
            router(e.router(), r -> r.pointsChanged(e.key(), e.points(), now, e.text()));
        } else if (event instanceof Event.AddressLost e) {
            router(e.router(), r -> r.addressLost(now, e.text()));
        } else {
            condition(event, now);
        }
        return out.take();
    }

    private void condition(Event event, long now) {
        if (event instanceof Event.FaultBegan e) {
            router(e.router(), r -> {
                r.conditions().begin(e.key(), e.text());
                r.reconsider(now, e.text());
            });
        } else if (event instanceof Event.FaultEnded e) {
            router(e.router(), r -> {
                if (r.conditions().end(e.key())) {
                    r.reconsider(now, e.text());
                }
            });
        } else if (event instanceof Event.ResultAwaited e) {
            router(e.router(), r -> r.conditions().await(e.key()));
        } else if (event instanceof Event.ResultCame e) {
            router(e.router(), r -> {
                if (r.conditions().came(e.key())) {
                    r.reconsider(now, "first result of " + e.key());
                }
            });
        }
    }

    /** When {@link Event.TimersDue} is wanted next; {@link #NEVER} if not at all. */
    public long nextDeadline() {
        long next = NEVER;
        for (VirtualRouter router : routers.values()) {
            next = Math.min(next, router.nextDeadline());
        }
        return next;
    }

    /** Leaves in good order: first every priority 0 advert, then every address, then the words (N8). */
    public List<Effect> stop() {
        leave(List.copyOf(routers.values()), Kind.STOP, "stopped");
        groups.forEach(g -> g.leaveFor(Kind.STOP, "stopped"));
        routers = new LinkedHashMap<>();
        groups = List.of();
        return out.take();
    }

    /** The instances as they are, in the order of the settings. */
    public List<Observation> observe() {
        return routers.values().stream().map(VirtualRouter::observe).toList();
    }

    /** The groups as they are. */
    public List<FailoverStatus.Group> observeGroups() {
        return groups.stream()
                .map(g -> new FailoverStatus.Group(
                        g.name(),
                        g.state(),
                        g.members().stream().map(VirtualRouter::name).toList()))
                .toList();
    }

    /** The state of an instance; INIT for one that is not there. */
    public VrrpState state(String name) {
        VirtualRouter router = routers.get(name);
        return router == null ? INIT : router.state();
    }

    /** Statistics of an instance, for the receive checks to count in. */
    public @Nullable Counters counters(String name) {
        VirtualRouter router = routers.get(name);
        return router == null ? null : router.counters();
    }

    /** Timers that were late by more than half an advert interval. */
    public long lateWakes() {
        return lateness.lateWakes();
    }

    /** The greatest lateness of a timer. */
    public long worstLatenessNanos() {
        return lateness.worstNanos();
    }

    private void router(String name, java.util.function.Consumer<VirtualRouter> action) {
        VirtualRouter router = routers.get(name);
        if (router != null) {
            action.accept(router);
        }
    }

    private void regroup(List<SyncGroup> wanted) {
        Map<String, VrrpState> states = new HashMap<>();
        groups.forEach(g -> states.put(g.name(), g.state()));
        routers.values().forEach(r -> r.group(null));
        List<SyncedRouters> regrouped = new ArrayList<>();
        for (SyncGroup group : wanted) {
            List<VirtualRouter> members = new ArrayList<>();
            for (String name : group.members()) {
                router(name, members::add);
            }
            if (!members.isEmpty()) {
                regrouped.add(new SyncedRouters(group.name(), members, out, states.getOrDefault(group.name(), INIT)));
            }
        }
        groups = regrouped;
    }

    private static void leave(List<VirtualRouter> leaving, Kind kind, String why) {
        leaving.forEach(VirtualRouter::announceLeaving);
        leaving.forEach(VirtualRouter::giveUpAddresses);
        leaving.forEach(r -> r.leaveFor(kind, why));
    }
}
