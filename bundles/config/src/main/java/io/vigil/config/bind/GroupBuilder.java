package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.config.language.GroupKeywords;
import io.vigil.config.language.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds sync groups; their members are looked up when every instance is known. */
final class GroupBuilder {
    /** A group whose members are still only names. */
    record Draft(SyncGroup group, List<Word> members) {}

    private final Context context;
    private final TrackerParser trackers;

    GroupBuilder(Context context, TrackerParser trackers) {
        this.context = context;
        this.trackers = trackers;
    }

    Draft draft(Word name, Statement line) {
        Values values = context.read(line, GroupKeywords.BLOCK);
        SyncGroup group = new SyncGroup(
                name.text(),
                List.of(),
                values.flag("sync_group_tracking_weight"),
                trackers.parse(values),
                Notifying.of(context, values),
                line.place());
        return new Draft(group, values.words("group"));
    }

    List<SyncGroup> build(Collection<Draft> drafts, Map<String, VrrpInstance> instances) {
        Map<String, String> taken = new HashMap<>();
        List<SyncGroup> groups = new ArrayList<>();
        for (Draft draft : drafts) {
            SyncGroup group = draft.group();
            List<String> members = members(draft, instances, taken);
            if (members.isEmpty()) {
                context.findings()
                        .error(group.place(), "vrrp_sync_group " + group.name() + " has no members; it is left out");
                continue;
            }
            if (members.size() == 1) {
                context.findings()
                        .warning(
                                group.place(),
                                "vrrp_sync_group " + group.name() + " has only one member, " + members.get(0));
            }
            groups.add(new SyncGroup(
                    group.name(), members, group.weighted(), group.trackers(), group.notifications(), group.place()));
        }
        return groups;
    }

    private List<String> members(Draft draft, Map<String, VrrpInstance> instances, Map<String, String> taken) {
        List<String> members = new ArrayList<>();
        for (Word word : draft.members()) {
            String other = taken.get(word.text());
            if (!instances.containsKey(word.text())) {
                context.findings()
                        .error(
                                word.place(),
                                "there is no vrrp_instance '" + word.text() + "'; it is left out of the group");
            } else if (other != null) {
                context.findings()
                        .error(
                                word.place(),
                                "'" + word.text() + "' is a member of vrrp_sync_group " + other
                                        + " already; it is left out here");
            } else {
                taken.put(word.text(), draft.group().name());
                members.add(word.text());
            }
        }
        return members;
    }
}
