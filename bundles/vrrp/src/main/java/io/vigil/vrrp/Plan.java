package io.vigil.vrrp;

import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.vrrp.machine.MovingAddresses;
import io.vigil.vrrp.track.TrackerPlan;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings made ready away from the VRRP thread: packets laid out, trackers resolved, what is not supported told.
 *
 * @param settings as they came
 * @param ports one for each instance
 * @param virtual all addresses that move
 * @param remarks what will not be done, in plain words
 */
record Plan(FailoverSettings settings, Map<String, Port> ports, Set<InetAddress> virtual, List<String> remarks) {
    static Plan of(FailoverSettings settings) {
        List<String> remarks = new ArrayList<>();
        Map<String, SyncGroup> groups = new HashMap<>();
        for (SyncGroup group : settings.groups()) {
            group.members().forEach(m -> groups.put(m, group));
        }
        Set<String> owners = new HashSet<>();
        for (VrrpInstance instance : settings.instances()) {
            if (instance.election().priority() == 255) {
                owners.add(instance.name());
            }
        }
        Set<String> refused = refused(settings, remarks);
        Map<String, Port> ports = new LinkedHashMap<>();
        Set<InetAddress> virtual = new HashSet<>();
        for (VrrpInstance instance : settings.instances()) {
            SyncGroup group = groups.get(instance.name());
            boolean groupHasOwner = group != null && group.members().stream().anyMatch(owners::contains);
            List<Tracker> trackers = trackers(instance, group, groupHasOwner, refused);
            ports.put(instance.name(), new Port(instance, trackers));
            MovingAddresses.of(instance).forEach(a -> virtual.add(a.address()));
            remark(instance, trackers, remarks);
        }
        return new Plan(settings, ports, Set.copyOf(virtual), List.copyOf(remarks));
    }

    /** W11: a script that must not run is removed from all trackers. */
    private static Set<String> refused(FailoverSettings settings, List<String> remarks) {
        Set<String> names = new HashSet<>();
        for (TrackScript script : settings.scripts()) {
            script.script().refused().ifPresent(why -> {
                names.add(script.name());
                remarks.add("script " + script.name() + " is not run and not tracked: " + why);
            });
        }
        return names;
    }

    private static List<Tracker> trackers(
            VrrpInstance instance, @Nullable SyncGroup group, boolean groupHasOwner, Set<String> refused) {
        return TrackerPlan.of(instance, group, groupHasOwner).stream()
                .filter(t -> t.kind() != Tracker.Kind.SCRIPT || !refused.contains(t.name()))
                .toList();
    }

    private static void remark(VrrpInstance instance, List<Tracker> trackers, List<String> remarks) {
        String who = instance.name() + ": ";
        for (Tracker tracker : trackers) {
            if (tracker.kind() == Tracker.Kind.PROCESS || tracker.kind() == Tracker.Kind.BFD) {
                remarks.add(who + TrackerPlan.key(tracker) + " is not acted on yet; it counts as neither up nor down");
            }
        }
        for (VirtualRoute route : instance.routes()) {
            try {
                RouteWords.read(route);
            } catch (RouteWords.NotPlain e) {
                remarks.add(who + "virtual route " + String.join(" ", route.words())
                        + " is not acted on yet because of " + e.getMessage());
            }
        }
        if (!instance.rules().isEmpty()) {
            remarks.add(who + "virtual rules are not acted on yet; its addresses move without them");
        }
        if (!instance.election().accept() && instance.election().priority() != 255) {
            remarks.add(
                    who + "no_accept is not acted on yet; packets to its addresses are accepted while it is master");
        }
        if (instance.election().preempt()
                && !instance.election().preemptDelay().isZero()
                && instance.election().wantsMaster()) {
            remarks.add(who + "preempt_delay has no use with state MASTER");
        }
    }
}
