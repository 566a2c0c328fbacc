package io.vigil.config.bind;

import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.config.language.Values;

/** Builds whom to tell, which instances and groups write alike. */
final class Notifying {
    private Notifying() {}

    static Notifications of(Context context, Values values) {
        Values globals = context.globals();
        return new Notifications(
                context.script(values, "notify_master"),
                context.script(values, "notify_backup"),
                context.script(values, "notify_fault"),
                context.script(values, "notify_stop"),
                context.script(values, "notify_deleted"),
                context.script(values, "notify"),
                context.script(values, "notify_master_rx_lower_pri"),
                values.bool("smtp_alert")
                        .or(() -> globals.bool("smtp_alert_vrrp"))
                        .or(() -> globals.bool("smtp_alert"))
                        .orElse(false),
                values.bool("notify_priority_changes").orElse(globals.flag("vrrp_notify_priority_changes")));
    }
}
