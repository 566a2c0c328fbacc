package io.vigil.config;

import io.vigil.api.Addresses;
import io.vigil.api.Endpoint;
import io.vigil.api.Script;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;
import io.vigil.api.pool.VirtualServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Parts of a configuration as an operator writes them. */
final class Descriptions {
    private Descriptions() {}

    /** What a virtual server is but its servers. */
    static Map<String, Object> settings(VirtualServer server) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("protocol", server.protocol());
        settings.put("services", server.services());
        settings.put("quorum", server.quorum().quorum());
        settings.put("hysteresis", server.quorum().hysteresis());
        settings.put("ha_suspend", server.lifecycle().haSuspend());
        settings.put("omega", server.lifecycle().omega());
        settings.put("smtp_alert", server.lifecycle().smtpAlert());
        settings.put("quorum_up", server.lifecycle().quorumUp());
        settings.put("quorum_down", server.lifecycle().quorumDown());
        return settings;
    }

    /** What a real server is but its checks. */
    static Map<String, Object> settings(RealServer server) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("weight", server.destination().weight());
        settings.put("lvs_method", server.destination().method());
        settings.put("tunnel", server.destination().tunnel());
        settings.put("uthreshold", server.destination().upperThreshold());
        settings.put("lthreshold", server.destination().lowerThreshold());
        settings.put("inhibit_on_failure", server.inhibitOnFailure());
        settings.put("smtp_alert", server.smtpAlert());
        settings.put("virtualhost", server.virtualHost());
        settings.put("notify_up", server.notifyUp());
        settings.put("notify_down", server.notifyDown());
        return settings;
    }

    /** What a check's own fields tell already, inherited or not. */
    private static final Set<String> TOLD_ABOVE = Set.of(
            "delay_loop",
            "retry",
            "nb_get_retry",
            "delay_before_retry",
            "warmup",
            "connect_timeout",
            "alpha",
            "log_all_failures");

    /** The checks of a server by type, the second of a type with a number, as the words that make them up. */
    static Map<String, String> checks(RealServer server) {
        Map<String, String> checks = new LinkedHashMap<>();
        for (CheckSpec spec : server.checks()) {
            String name = spec.type();
            for (int n = 2; checks.containsKey(name); n++) {
                name = spec.type() + " " + n;
            }
            checks.put(name, text(spec));
        }
        return checks;
    }

    /** The lines of one check's words that the other has not; a dash when there are none. */
    static String beyond(String check, String other) {
        List<String> lines = new ArrayList<>(List.of(check.split("; ", -1)));
        for (String line : other.split("; ", -1)) {
            lines.remove(line);
        }
        return lines.isEmpty() ? "-" : String.join("; ", lines);
    }

    private static String text(CheckSpec spec) {
        StringBuilder text = new StringBuilder();
        spec.delayLoop()
                .ifPresent(time -> text.append("delay_loop ").append(text(time)).append("; "));
        spec.poolDelayLoop()
                .filter(time -> !spec.delayLoop().equals(Optional.of(time)))
                .ifPresent(time -> text.append("delay_loop of the virtual server ")
                        .append(text(time))
                        .append("; "));
        spec.retries()
                .ifPresent(retries -> text.append("retry ").append(retries).append("; "));
        spec.delayBeforeRetry()
                .ifPresent(time ->
                        text.append("delay_before_retry ").append(text(time)).append("; "));
        spec.warmup()
                .ifPresent(time -> text.append("warmup ").append(text(time)).append("; "));
        spec.connectTimeout()
                .ifPresent(time ->
                        text.append("connect_timeout ").append(text(time)).append("; "));
        text.append(spec.alpha() ? "alpha; " : "").append(spec.logAllFailures() ? "log_all_failures; " : "");
        for (Statement line : spec.block().children()) {
            if (!TOLD_ABOVE.contains(line.keyword())) {
                append(line, text);
                text.append("; ");
            }
        }
        return text.toString();
    }

    private static void append(Statement line, StringBuilder text) {
        text.append(line.keyword());
        for (Word word : line.arguments()) {
            text.append(' ').append(word.text());
        }
        if (line.block().isPresent()) {
            text.append(" {");
            for (Statement child : line.children()) {
                text.append(' ');
                append(child, text);
                text.append(';');
            }
            text.append(" }");
        }
    }

    /** Any value. */
    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Descriptions::text).orElse("none");
        }
        if (value instanceof List<?> list) {
            List<String> items = new ArrayList<>();
            list.forEach(item -> items.add(text(item)));
            return items.isEmpty() ? "none" : String.join(", ", items);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? Integer.toString(number.getAsInt()) : "none";
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? Long.toString(number.getAsLong()) : "none";
        }
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        if (value instanceof Duration time) {
            return text(time);
        }
        if (value instanceof InetAddress address) {
            return Addresses.text(address);
        }
        return record(value);
    }

    private static String record(Object value) {
        if (value instanceof VirtualAddress address) {
            return text(address);
        }
        if (value instanceof VirtualRoute route) {
            return String.join(" ", route.words());
        }
        if (value instanceof Script script) {
            return "'" + String.join(" ", script.command()) + "'"
                    + script.user().map(user -> " as " + user).orElse("");
        }
        if (value instanceof Tracker tracker) {
            return tracker.name() + " weight " + tracker.weight() + (tracker.reverse() ? " reverse" : "");
        }
        if (value instanceof VrrpInstance.Peer peer) {
            return Addresses.text(peer.address());
        }
        if (value instanceof ServiceEntry entry) {
            return text(entry);
        }
        if (value instanceof Record
                && !(value instanceof VrrpInstance.Authentication)
                && !(value instanceof Endpoint)) {
            List<String> parts = new ArrayList<>();
            Fields.of(value).forEach((name, part) -> parts.add(name + " " + text(part)));
            return String.join(", ", parts);
        }
        return String.valueOf(value);
    }

    static String text(VirtualAddress address) {
        return Addresses.text(address.address()) + "/" + address.prefixLength()
                + address.device().map(device -> " dev " + device).orElse("")
                + address.label().map(label -> " label " + label).orElse("");
    }

    static String text(SorryServer server) {
        return server.destination().endpoint() + " " + server.destination().method()
                + (server.inhibit() ? " inhibited" : "");
    }

    private static String text(ServiceEntry entry) {
        return entry.key() + " " + entry.scheduler()
                + (entry.schedulerFlags().isEmpty() ? "" : " " + String.join(" ", entry.schedulerFlags()))
                + entry.persistence()
                        .map(p -> " persistent " + p.timeoutSeconds() + "/" + p.prefixLength()
                                + p.engine().map(engine -> " " + engine).orElse(""))
                        .orElse("")
                + (entry.onePacket() ? " ops" : "");
    }

    private static String text(Duration time) {
        return java.math.BigDecimal.valueOf(time.toNanos(), 9)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }
}
