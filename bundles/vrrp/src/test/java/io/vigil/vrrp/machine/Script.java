package io.vigil.vrrp.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.FailoverEvent.Kind;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.api.failover.VrrpState;
import io.vigil.vrrp.Instances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Steps through the life of this host's virtual routers with a clock of its own. */
final class Script {
    private static final double SECOND = 1e9;

    final Routers routers;
    final List<Effect> effects = new ArrayList<>();
    private long now;

    Script() {
        this(0);
    }

    Script(double quietSeconds) {
        routers = new Routers((long) (quietSeconds * SECOND));
    }

    static Script running(VrrpInstance... instances) {
        return new Script().apply(List.of(instances), List.of()).started();
    }

    static Script grouped(VrrpInstance... instances) {
        return new Script()
                .apply(List.of(instances), List.of(group("G1", instances)))
                .started();
    }

    static SyncGroup group(String name, VrrpInstance... members) {
        return new SyncGroup(
                name,
                List.of(members).stream().map(VrrpInstance::name).toList(),
                false,
                List.of(),
                Notifications.NONE,
                Instances.PLACE);
    }

    Script apply(List<VrrpInstance> instances, List<SyncGroup> groups) {
        take(routers.apply(instances, groups, now));
        instances.forEach(i -> on(new Event.SourceKnown(i.name(), Instances.ip("10.9.0.5"))));
        return this;
    }

    Script started() {
        take(routers.start(now));
        return this;
    }

    Script on(Event event) {
        take(routers.on(event, now));
        return this;
    }

    /** An advert at the instance's usual interval of one second. */
    Script hear(String router, int priority, String source) {
        return hear(router, priority, source, Duration.ofSeconds(1));
    }

    Script hear(String router, int priority, String source, Duration interval) {
        return on(new Event.AdvertHeard(router, priority, interval, Instances.ip(source)));
    }

    /** Lets time pass; timers run exactly when they are due. */
    Script pass(double seconds) {
        long until = now + Math.round(seconds * SECOND);
        while (routers.nextDeadline() <= until) {
            now = Math.max(now, routers.nextDeadline());
            take(routers.on(new Event.TimersDue(), now));
        }
        now = until;
        return this;
    }

    /** Lets time pass while this host stands still: no timer runs. */
    Script standStill(double seconds) {
        now += Math.round(seconds * SECOND);
        return this;
    }

    Script wake() {
        if (routers.nextDeadline() <= now) {
            take(routers.on(new Event.TimersDue(), now));
        }
        return this;
    }

    Script forget() {
        effects.clear();
        return this;
    }

    Script is(String router, VrrpState state) {
        assertThat(routers.state(router))
                .as("%s at %.3f s", router, now / SECOND)
                .isEqualTo(state);
        return this;
    }

    String cause(String router) {
        return observed(router).cause();
    }

    Observation observed(String router) {
        return routers.observe().stream()
                .filter(o -> o.settings().name().equals(router))
                .findFirst()
                .orElseThrow();
    }

    List<Integer> adverts(String router) {
        return effects.stream()
                .filter(e -> e instanceof Effect.SendAdvert a && a.router().equals(router))
                .map(e -> ((Effect.SendAdvert) e).priority())
                .toList();
    }

    List<String> told(Kind kind) {
        return effects.stream()
                .filter(e -> e instanceof Effect.Tell t && t.kind() == kind)
                .map(e -> (Effect.Tell) e)
                .map(t -> (t.group() ? "group " : "") + t.name() + " " + t.state())
                .toList();
    }

    <T extends Effect> List<T> all(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> kinds() {
        return effects.stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    private void take(List<Effect> more) {
        effects.addAll(more);
    }
}
