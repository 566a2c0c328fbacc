package io.vigil.vrrp.machine;

import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpState;
import java.util.ArrayList;
import java.util.List;

/** Collects the effects of one event. */
final class Effects {
    private List<Effect> collected = new ArrayList<>();

    List<Effect> take() {
        if (collected.isEmpty()) {
            return List.of();
        }
        List<Effect> taken = collected;
        collected = new ArrayList<>();
        return taken;
    }

    void add(Effect effect) {
        collected.add(effect);
    }

    void addAddresses(String router, List<VirtualAddress> addresses) {
        if (!addresses.isEmpty()) {
            add(new Effect.AddAddresses(router, addresses));
        }
    }

    void removeAddresses(String router, List<VirtualAddress> addresses) {
        if (!addresses.isEmpty()) {
            add(new Effect.RemoveAddresses(router, addresses));
        }
    }

    void addRoutes(String router, List<VirtualRoute> routes) {
        if (!routes.isEmpty()) {
            add(new Effect.AddRoutes(router, routes));
        }
    }

    void removeRoutes(String router, List<VirtualRoute> routes) {
        if (!routes.isEmpty()) {
            add(new Effect.RemoveRoutes(router, routes));
        }
    }

    void announce(String router, List<VirtualAddress> addresses, int rounds) {
        if (!addresses.isEmpty() && rounds > 0) {
            add(new Effect.Announce(router, addresses, rounds));
        }
    }

    void tell(FailoverEvent.Kind kind, String router, VrrpState state, int priority, String cause) {
        add(new Effect.Tell(kind, false, router, state, priority, cause));
    }

    void tellGroup(FailoverEvent.Kind kind, String group, VrrpState state, String cause) {
        add(new Effect.Tell(kind, true, group, state, 0, cause));
    }
}
