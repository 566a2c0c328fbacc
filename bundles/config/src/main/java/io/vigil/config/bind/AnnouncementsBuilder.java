package io.vigil.config.bind;

import io.vigil.api.failover.VrrpInstance.Announcements;
import io.vigil.config.language.Values;
import java.time.Duration;
import java.util.Optional;

/** Builds gratuitous ARP and unsolicited neighbour advertisements. */
final class AnnouncementsBuilder {
    private final Values values;
    private final Values globals;
    private final InstanceFrame frame;
    private final GarpGaps gaps;

    AnnouncementsBuilder(Context context, Values values, InstanceFrame frame, GarpGaps gaps) {
        this.values = values;
        this.globals = context.globals();
        this.frame = frame;
        this.gaps = gaps;
    }

    Announcements build(Optional<String> interfaceName) {
        return new Announcements(
                seconds(setting("master_delay", least(0, "vrrp_garp_master_delay"))),
                setting("master_repeat", least(1, "vrrp_garp_master_repeat")),
                seconds(setting("master_refresh", globals.number("vrrp_garp_master_refresh"))),
                setting("master_refresh_repeat", globals.number("vrrp_garp_master_refresh_repeat")),
                seconds(lower("lower_prio_delay", least(0, "vrrp_garp_master_delay"))),
                lower("lower_prio_repeat", least(1, "vrrp_garp_master_repeat")),
                gaps.arp(interfaceName),
                gaps.na(interfaceName));
    }

    /** {@code vrrp_min_garp} replaces what is still at its default. */
    private int least(int minimum, String keyword) {
        return globals.flag("vrrp_min_garp") && !globals.has(keyword) ? minimum : globals.number(keyword);
    }

    private int setting(String name, int otherwise) {
        return values.has("garp_" + name) ? values.number("garp_" + name) : otherwise;
    }

    private int lower(String name, int otherwise) {
        if (frame.strict()) {
            return 0;
        }
        String global = "vrrp_garp_" + name;
        return setting(name, globals.has(global) ? globals.number(global) : otherwise);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
