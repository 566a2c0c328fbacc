package io.vigil.config;

import io.vigil.api.Addresses;
import io.vigil.api.Endpoint;
import io.vigil.api.Script;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.checker.Secret;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of a configuration as an operator writes them. */
final class Descriptions {
    private static final String HIDDEN = "********";
    private static final String NONE = "-";
    /** What begins a header field by which a request says who it comes from. */
    private static final Pattern CREDENTIALS = Pattern.compile(
            "\\s*[\\w-]*(authorization|cookie|token|key|secret|password)\\s*:\\s*", Pattern.CASE_INSENSITIVE);

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

    /** The checks of a server by type, the second of a type with a number. */
    static Map<String, CheckSpec> checks(RealServer server) {
        Map<String, CheckSpec> checks = new LinkedHashMap<>();
        for (CheckSpec spec : server.checks()) {
            String name = spec.type();
            for (int n = 2; checks.containsKey(name); n++) {
                name = spec.type() + " " + n;
            }
            checks.put(name, spec);
        }
        return checks;
    }

    /** A line of a check, and the same without its secrets. */
    private record Line(String whole, String shown) {
        Line(String whole) {
            this(whole, whole);
        }
    }

    /** What differs between two checks of a type, as {@code OLD -> NEW} with a dash for nothing; empty when they are the same. */
    static Optional<String> difference(CheckSpec from, CheckSpec to) {
        List<Line> before = lines(from);
        List<Line> after = lines(to);
        if (before.equals(after)) {
            return Optional.empty();
        }
        String gone = beyond(before, after);
        String come = beyond(after, before);
        return Optional.of(
                gone.equals(NONE) && come.equals(NONE) ? "the same lines in another order" : gone + " -> " + come);
    }

    private static String beyond(List<Line> check, List<Line> other) {
        List<Line> lines = new ArrayList<>(check);
        other.forEach(lines::remove);
        return lines.isEmpty() ? NONE : lines.stream().map(Line::shown).collect(Collectors.joining("; "));
    }

    private static List<Line> lines(CheckSpec spec) {
        List<Line> lines = new ArrayList<>();
        spec.delayLoop().ifPresent(time -> lines.add(new Line("delay_loop " + text(time))));
        spec.poolDelayLoop()
                .filter(time -> !spec.delayLoop().equals(Optional.of(time)))
                .ifPresent(time -> lines.add(new Line("delay_loop of the virtual server " + text(time))));
        spec.retries().ifPresent(retries -> lines.add(new Line("retry " + retries)));
        spec.delayBeforeRetry().ifPresent(time -> lines.add(new Line("delay_before_retry " + text(time))));
        spec.warmup().ifPresent(time -> lines.add(new Line("warmup " + text(time))));
        spec.connectTimeout().ifPresent(time -> lines.add(new Line("connect_timeout " + text(time))));
        if (spec.alpha()) {
            lines.add(new Line("alpha"));
        }
        if (spec.logAllFailures()) {
            lines.add(new Line("log_all_failures"));
        }
        for (Statement line : spec.block().children()) {
            if (!TOLD_ABOVE.contains(line.keyword())) {
                lines.add(new Line(text(line, false), text(line, true)));
            }
        }
        return lines;
    }

    private static String text(Statement line, boolean hiding) {
        StringBuilder text = new StringBuilder(line.keyword());
        for (Word word : line.arguments()) {
            text.append(' ').append(hiding ? shown(line.keyword(), word.text()) : word.text());
        }
        if (line.block().isPresent()) {
            text.append(" {");
            line.children()
                    .forEach(child ->
                            text.append(' ').append(text(child, hiding)).append(';'));
            text.append(" }");
        }
        return text.toString();
    }

    /** A word of a line, or what stands for it where it is a secret. */
    private static String shown(String keyword, String word) {
        if (Secret.named(keyword)) {
            return HIDDEN;
        }
        Matcher field = CREDENTIALS.matcher(word);
        return keyword.equals("header") && field.lookingAt() ? field.group() + HIDDEN : word;
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
