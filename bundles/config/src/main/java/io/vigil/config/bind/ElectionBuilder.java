package io.vigil.config.bind;

import io.vigil.api.failover.VrrpInstance.Election;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Values;
import java.time.Duration;

/** Builds who becomes master. */
final class ElectionBuilder {
    private static final int STRICT_DOWN_TIMER = 3;

    private final Values values;
    private final Values globals;
    private final Findings findings;
    private final InstanceFrame frame;

    ElectionBuilder(Context context, Values values, InstanceFrame frame) {
        this.values = values;
        this.globals = context.globals();
        this.findings = context.findings();
        this.frame = frame;
    }

    Election build() {
        checkState();
        boolean wantsMaster = wantsMaster();
        boolean preempt = preempt(wantsMaster);
        return new Election(
                frame.priority(),
                wantsMaster,
                preempt,
                preemptDelay(wantsMaster, preempt),
                downTimer(),
                !values.flag("dont_track_primary"),
                values.flag("track_src_ip"),
                frame.strict(),
                accept());
    }

    private void checkState() {
        boolean master = false;
        for (Values.Entry entry : values.all("state")) {
            String word = (String) entry.value();
            var place = entry.at().arguments().get(0).place();
            if (!word.equals("MASTER") && !word.equals("BACKUP")) {
                findings.warning(place, "state '" + word + "' is neither MASTER nor BACKUP; it counts as BACKUP");
            } else if (master && word.equals("BACKUP")) {
                findings.warning(place, "state BACKUP after state MASTER is ignored");
            }
            master |= word.equals("MASTER");
        }
    }

    private boolean wantsMaster() {
        if (frame.strict() && frame.master() && !frame.owner()) {
            findings.warning(
                    values.place("state"),
                    "strict mode allows state MASTER only with priority 255; state BACKUP is used");
            return false;
        }
        if (frame.strict() && frame.owner() && frame.state().equals("BACKUP")) {
            findings.warning(
                    values.place("state"), "strict mode wants state MASTER with priority 255; state MASTER is used");
            return true;
        }
        return frame.master() || (frame.state().isEmpty() && frame.owner());
    }

    private boolean preempt(boolean wantsMaster) {
        boolean preempt = true;
        for (Values.Entry entry : values.entries()) {
            preempt = switch (entry.keyword().name()) {
                case "nopreempt" -> false;
                case "preempt" -> true;
                default -> preempt;
            };
        }
        if (!preempt && wantsMaster) {
            findings.warning(
                    values.place("nopreempt"),
                    frame.owner()
                            ? "nopreempt is ignored: priority 255 always takes over"
                            : "nopreempt is ignored, since it needs state BACKUP");
            return true;
        }
        return preempt;
    }

    private Duration preemptDelay(boolean wantsMaster, boolean preempt) {
        Duration delay = values.time("preempt_delay");
        if (delay.isZero()) {
            return delay;
        }
        String why = frame.strict()
                ? "in strict mode"
                : wantsMaster
                        ? "with state MASTER"
                        : !preempt ? "with nopreempt" : frame.owner() ? "with priority 255" : "";
        if (!why.isEmpty()) {
            findings.warning(values.place("preempt_delay"), "preempt_delay is ignored " + why);
            return Duration.ZERO;
        }
        return delay;
    }

    private int downTimer() {
        int adverts = values.has("down_timer_adverts")
                ? values.number("down_timer_adverts")
                : globals.number("vrrp_down_timer_adverts");
        if (frame.strict() && adverts != STRICT_DOWN_TIMER) {
            findings.warning(values.place("down_timer_adverts"), "strict mode needs down_timer_adverts 3; 3 is used");
            return STRICT_DOWN_TIMER;
        }
        return adverts;
    }

    private boolean accept() {
        if (frame.owner()) {
            return true;
        }
        if (frame.strict() && values.flag("accept") && frame.version() == 2) {
            findings.warning(
                    values.place("accept"),
                    "strict mode allows accept in version 2 to priority 255 only; it is ignored");
            return false;
        }
        boolean accept = !frame.strict();
        for (Values.Entry entry : values.entries()) {
            accept = switch (entry.keyword().name()) {
                case "accept" -> true;
                case "no_accept" -> false;
                default -> accept;
            };
        }
        return accept;
    }
}
