package io.vigil.config.language;

import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.entries;
import static io.vigil.config.language.Keyword.flag;
import static io.vigil.config.language.Keyword.list;
import static io.vigil.config.language.Keyword.script;

/** Table of {@code vrrp_sync_group}. */
public final class GroupKeywords {
    /** The keywords of {@code vrrp_sync_group}. */
    public static final Block BLOCK = Block.of(
            "vrrp_sync_group",
            list("group", "Members"),
            entries("track_interface", "Interfaces tracked on behalf of all members"),
            entries("track_script", "Scripts tracked on behalf of all members"),
            entries("track_file", "Track files for all members"),
            entries("track_process", "Track processes for all members").later(),
            entries("track_bfd", "Track BFD sessions for all members").later(),
            script("notify_master", "Run when the group becomes master").first(),
            script("notify_backup", "Run when the group becomes backup").first(),
            script("notify_fault", "Run when the group enters fault").first(),
            script("notify_stop", "Run when VRRP stops").first(),
            script("notify", "Run on every group change after the specific script")
                    .first(),
            bool("smtp_alert", "Mail on group change").or("smtp_alert_vrrp, else smtp_alert, else off"),
            flag("global_tracking", "Deprecated spelling of sync_group_tracking_weight")
                    .old("sync_group_tracking_weight"),
            flag(
                    "sync_group_tracking_weight",
                    "Keep weighted tracking of members (all members should share the same weights)"),
            bool("notify_priority_changes", "FIFO lines for priority changes of members")
                    .or("vrrp_notify_priority_changes"));

    private GroupKeywords() {}
}
