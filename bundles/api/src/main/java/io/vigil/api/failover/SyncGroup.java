package io.vigil.api.failover;

import io.vigil.api.Place;
import java.util.List;

/**
 * Instances that change state together.
 *
 * @param name its name
 * @param members names of instances
 * @param weighted whether members keep weighted trackers ({@code sync_group_tracking_weight})
 * @param trackers what changes the priority of all members
 * @param notifications whom to tell
 * @param place where it is written
 */
public record SyncGroup(
        String name,
        List<String> members,
        boolean weighted,
        List<Tracker> trackers,
        VrrpInstance.Notifications notifications,
        Place place) {
    public SyncGroup {
        members = List.copyOf(members);
        trackers = List.copyOf(trackers);
    }
}
