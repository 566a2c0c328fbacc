package io.vigil.config;

import io.vigil.api.director.PlannedChange;
import io.vigil.api.director.PlannedChange.Kind;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;
import io.vigil.api.pool.VirtualServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two configurations, in the operator's words. Where something is written never counts; the work is linear in
 * the size of both.
 */
public final class ConfigDiff {
    private static final String NOTHING = "nothing";
    private static final String SERVER = "one server";
    private static final String POOL = "a pool";
    private static final String ADDRESS = "an address";

    private final List<PlannedChange> changes = new ArrayList<>();

    private ConfigDiff() {}

    /** What would change if {@code wanted} took the place of {@code running}; empty for equal ones. */
    public static List<PlannedChange> between(Config running, Config wanted) {
        ConfigDiff diff = new ConfigDiff();
        diff.fields("global_defs", running.globals(), wanted.globals(), NOTHING);
        diff.failover(running.failover(), wanted.failover());
        diff.plain("vrrp_track_process", running.trackedProcesses(), wanted.trackedProcesses(), TrackedProcess::name);
        diff.plain("bfd_instance", running.bfdSessions(), wanted.bfdSessions(), BfdSession::name);
        diff.plain("static route", running.staticRoutes(), wanted.staticRoutes(), r -> String.join(" ", r.words()));
        diff.plain("static rule", running.staticRules(), wanted.staticRules(), r -> String.join(" ", r.words()));
        diff.compare(
                "virtual_server",
                running.virtualServers(),
                wanted.virtualServers(),
                VirtualServer::name,
                POOL,
                diff::virtualServer);
        return List.copyOf(diff.changes);
    }

    private void failover(FailoverSettings running, FailoverSettings wanted) {
        fields("vrrp", withoutLists(running), withoutLists(wanted), NOTHING);
        compare(
                "vrrp_instance",
                running.instances(),
                wanted.instances(),
                i -> i.name(),
                ADDRESS,
                (from, to) -> fields("vrrp_instance " + to.name(), from, to, ADDRESS));
        compare(
                "vrrp_sync_group",
                running.groups(),
                wanted.groups(),
                g -> g.name(),
                ADDRESS,
                (from, to) -> fields("vrrp_sync_group " + to.name(), from, to, ADDRESS));
        plain("vrrp_script", running.scripts(), wanted.scripts(), s -> s.name());
        plain("track_file", running.files(), wanted.files(), f -> f.name());
        plain("static address", running.staticAddresses(), wanted.staticAddresses(), Descriptions::text);
    }

    private static FailoverSettings withoutLists(FailoverSettings settings) {
        return new FailoverSettings(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                settings.startupDelay(),
                settings.realTimePriority(),
                settings.dynamicInterfaces());
    }

    private <T> void plain(String noun, List<T> running, List<T> wanted, Function<T, String> name) {
        compare(
                noun,
                running,
                wanted,
                name,
                NOTHING,
                (from, to) -> fields(noun + " " + name.apply(to), from, to, NOTHING));
    }

    private void virtualServer(VirtualServer from, VirtualServer to) {
        String what = "virtual_server " + to.name();
        fields(what, Descriptions.settings(from), Descriptions.settings(to), POOL);
        Optional<SorryServer> before = from.sorryServer();
        Optional<SorryServer> after = to.sorryServer();
        if (!before.equals(after)) {
            change(
                    Kind.CHANGED,
                    what,
                    "sorry_server: " + before.map(Descriptions::text).orElse("none") + " -> "
                            + after.map(Descriptions::text).orElse("none"),
                    POOL);
        }
        compare(
                "real_server",
                from.servers(),
                to.servers(),
                server -> server.destination().endpoint() + " of " + to.name(),
                SERVER,
                (a, b) -> realServer(to.name(), a, b));
    }

    private void realServer(String service, RealServer from, RealServer to) {
        String what = "real_server " + to.destination().endpoint() + " of " + service;
        fields(what, Descriptions.settings(from), Descriptions.settings(to), SERVER);
        Map<String, CheckSpec> before = Descriptions.checks(from);
        Map<String, CheckSpec> after = Descriptions.checks(to);
        before.forEach((name, check) -> {
            CheckSpec now = after.get(name);
            if (now == null) {
                change(Kind.REMOVED, "check " + name + " of " + what, "", SERVER);
            } else {
                Descriptions.difference(check, now)
                        .ifPresent(detail -> change(Kind.CHANGED, "check " + name + " of " + what, detail, SERVER));
            }
        });
        after.forEach((name, check) -> {
            if (!before.containsKey(name)) {
                change(Kind.ADDED, "check " + name + " of " + what, "", SERVER);
            }
        });
    }

    private <T> void compare(
            String noun,
            List<T> running,
            List<T> wanted,
            Function<T, String> name,
            String disturbs,
            BiConsumer<T, T> both) {
        Map<String, T> before = index(running, name);
        Set<String> after = index(wanted, name).keySet();
        for (Map.Entry<String, T> entry : before.entrySet()) {
            if (!after.contains(entry.getKey())) {
                change(Kind.REMOVED, noun + " " + entry.getKey(), "", disturbs);
            }
        }
        for (T item : wanted) {
            @Nullable T old = before.get(name.apply(item));
            if (old == null) {
                change(Kind.ADDED, noun + " " + name.apply(item), "", disturbs);
            } else {
                both.accept(old, item);
            }
        }
    }

    private static <T> Map<String, T> index(List<T> items, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (T item : items) {
            byName.putIfAbsent(name.apply(item), item);
        }
        return byName;
    }

    /** One change for each component of two records that differs; places do not count, records within are looked into. */
    private void fields(String what, Object from, Object to, String disturbs) {
        if (from.equals(to)) {
            return;
        }
        Map<String, Object> before = Fields.of(from);
        for (Map.Entry<String, Object> field : Fields.of(to).entrySet()) {
            Object old = before.get(field.getKey());
            if (old != null && !Objects.equals(old, field.getValue())) {
                change(
                        Kind.CHANGED,
                        what,
                        field.getKey() + ": " + Descriptions.text(old) + " -> " + Descriptions.text(field.getValue()),
                        disturbs);
            }
        }
    }

    private void change(Kind kind, String what, String detail, String disturbs) {
        changes.add(new PlannedChange(kind, what, detail, disturbs));
    }
}
