package io.vigil.vrrp.track;

import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.Tracker.Kind;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which trackers an instance really has: its own, its group's, and the interfaces that its addresses imply. */
public final class TrackerPlan {
    private TrackerPlan() {}

    /** A tracker's name within an instance, also how faults and points are told apart. */
    public static String key(Tracker tracker) {
        return key(tracker.kind(), tracker.name());
    }

    private static String key(Kind kind, String name) {
        return switch (kind) {
                    case INTERFACE -> "interface ";
                    case SCRIPT -> "script ";
                    case FILE -> "file ";
                    case PROCESS -> "process ";
                    case BFD -> "BFD session ";
                }
                + name;
    }

    /** The trackers that count (W1, W15, G8, F38, F40, F41). */
    public static List<Tracker> of(VrrpInstance instance, @Nullable SyncGroup group, boolean groupHasOwner) {
        Map<String, Tracker> trackers = new LinkedHashMap<>();
        boolean owner = instance.election().priority() == 255;
        for (Tracker tracker : instance.trackers()) {
            if (!owner || tracker.weight() == 0) {
                own(tracker, group).ifPresent(t -> trackers.put(key(t), t));
            }
        }
        if (group != null) {
            for (Tracker tracker : group.trackers()) {
                Tracker theirs = groupHasOwner ? weighing(tracker, 0) : tracker;
                Tracker ours = trackers.get(key(tracker));
                if (ours == null || ours.weight() != 0) {
                    trackers.put(key(tracker), theirs);
                }
            }
        }
        for (String name : impliedInterfaces(instance)) {
            trackers.putIfAbsent(key(Kind.INTERFACE, name), new Tracker(Kind.INTERFACE, name, 0, false));
        }
        return List.copyOf(trackers.values());
    }

    /** G8: in a group that does not say {@code sync_group_tracking_weight}, members' weights would part them. */
    private static Optional<Tracker> own(Tracker tracker, @Nullable SyncGroup group) {
        if (group == null || group.weighted() || tracker.weight() == 0) {
            return Optional.of(tracker);
        }
        return switch (tracker.kind()) {
            case INTERFACE -> Optional.of(weighing(tracker, 0));
            case FILE -> tracker.weight() == 1 ? Optional.of(weighing(tracker, 0)) : Optional.empty();
            case SCRIPT, BFD, PROCESS -> Optional.empty();
        };
    }

    private static Tracker weighing(Tracker tracker, int weight) {
        return new Tracker(tracker.kind(), tracker.name(), weight, tracker.reverse());
    }

    private static Set<String> impliedInterfaces(VrrpInstance instance) {
        Set<String> names = new LinkedHashSet<>();
        String own = instance.interfaceName().orElse("");
        boolean trackOwn = instance.election().trackInterface();
        if (trackOwn && !own.isEmpty()) {
            names.add(own);
        }
        List<VirtualAddress> addresses = new ArrayList<>(instance.addresses());
        addresses.addAll(instance.excludedAddresses());
        for (VirtualAddress address : addresses) {
            if (address.tracked()) {
                address.device().filter(d -> trackOwn || !d.equals(own)).ifPresent(names::add);
            }
        }
        List<VirtualRoute> routes = new ArrayList<>(instance.routes());
        routes.addAll(instance.rules());
        for (VirtualRoute route : routes) {
            if (route.tracked()) {
                route.device().filter(d -> trackOwn || !d.equals(own)).ifPresent(names::add);
            }
        }
        return names;
    }
}
