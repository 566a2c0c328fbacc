package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.director.PlannedChange;
import io.vigil.api.director.PlannedChange.Kind;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A plan names everything: taking from the wanted configuration what it names, and nothing else, gives that configuration. */
class PlanPropertyTest {
    @Test
    void applyingAPlanGivesTheWantedConfiguration() {
        int changes = 0;
        for (int seed = 0; seed < 400; seed++) {
            Config from = Loading.of(random(new Random(seed))).config();
            Config to = Loading.of(random(new Random(seed / 2 + 1_000))).config();
            List<PlannedChange> plan = ConfigDiff.between(from, to);
            changes += plan.size();

            assertThat(canonical(new Applied(plan).apply(from, to)))
                    .as("seed %d: %s", seed, plan)
                    .isEqualTo(canonical(to));
        }
        assertThat(changes).isGreaterThan(4_000);
    }

    @Test
    void aPlanToItselfIsEmpty() {
        for (int seed = 0; seed < 200; seed++) {
            String text = random(new Random(seed));

            assertThat(ConfigDiff.between(
                            Loading.of(text).config(), Loading.of("\n\n" + text).config()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** What a plan names. */
    private static final class Applied {
        private final Map<String, Kind> named = new HashMap<>();

        Applied(List<PlannedChange> plan) {
            plan.forEach(change -> named.put(change.what(), change.kind()));
        }

        Config apply(Config from, Config to) {
            FailoverSettings old = from.failover();
            FailoverSettings wanted = to.failover();
            FailoverSettings plain = pick("vrrp", old, wanted);
            FailoverSettings failover = new FailoverSettings(
                    list("vrrp_instance", old.instances(), wanted.instances(), i -> i.name()),
                    list("vrrp_sync_group", old.groups(), wanted.groups(), g -> g.name()),
                    list("vrrp_script", old.scripts(), wanted.scripts(), s -> s.name()),
                    list("track_file", old.files(), wanted.files(), f -> f.name()),
                    list("static address", old.staticAddresses(), wanted.staticAddresses(), Descriptions::text),
                    plain.startupDelay(),
                    plain.realTimePriority(),
                    plain.dynamicInterfaces());
            return new Config(
                    pick("global_defs", from.globals(), to.globals()),
                    failover,
                    list(
                            "virtual_server ",
                            from.virtualServers(),
                            to.virtualServers(),
                            VirtualServer::name,
                            this::virtualServer,
                            ""),
                    list("vrrp_track_process", from.trackedProcesses(), to.trackedProcesses(), TrackedProcess::name),
                    list("bfd_instance", from.bfdSessions(), to.bfdSessions(), BfdSession::name),
                    list("static route", from.staticRoutes(), to.staticRoutes(), r -> String.join(" ", r.words())),
                    list("static rule", from.staticRules(), to.staticRules(), r -> String.join(" ", r.words())));
        }

        private <T> T pick(String what, T old, T wanted) {
            return named.containsKey(what) ? wanted : old;
        }

        private <T> List<T> list(String noun, List<T> old, List<T> wanted, Function<T, String> name) {
            return list(noun + " ", old, wanted, name, (a, b) -> pick(noun + " " + name.apply(b), a, b), "");
        }

        private <T> List<T> list(
                String before,
                List<T> old,
                List<T> wanted,
                Function<T, String> name,
                BinaryOperator<T> both,
                String behind) {
            Map<String, T> items = new LinkedHashMap<>();
            old.forEach(item -> items.put(name.apply(item), item));
            items.keySet().removeIf(key -> named.get(before + key + behind) == Kind.REMOVED);
            for (T item : wanted) {
                String key = name.apply(item);
                if (named.get(before + key + behind) == Kind.ADDED) {
                    items.put(key, item);
                } else {
                    items.computeIfPresent(key, (k, kept) -> both.apply(kept, item));
                }
            }
            return List.copyOf(items.values());
        }

        private VirtualServer virtualServer(VirtualServer old, VirtualServer wanted) {
            VirtualServer base = pick("virtual_server " + wanted.name(), old, wanted);
            List<RealServer> servers = list(
                    "real_server ",
                    old.servers(),
                    wanted.servers(),
                    server -> server.destination().endpoint().toString(),
                    (a, b) -> realServer(a, b, wanted.name()),
                    " of " + wanted.name());
            return new VirtualServer(
                    base.name(),
                    base.protocol(),
                    base.services(),
                    servers,
                    base.sorryServer(),
                    base.quorum(),
                    base.lifecycle(),
                    base.place());
        }

        private RealServer realServer(RealServer old, RealServer wanted, String service) {
            String what = "real_server " + wanted.destination().endpoint() + " of " + service;
            RealServer base = pick(what, old, wanted);
            boolean checks =
                    named.keySet().stream().anyMatch(name -> name.startsWith("check ") && name.endsWith(" of " + what));
            return new RealServer(
                    base.destination(),
                    base.inhibitOnFailure(),
                    base.smtpAlert(),
                    base.virtualHost(),
                    base.notifyUp(),
                    base.notifyDown(),
                    checks ? wanted.checks() : old.checks(),
                    base.place());
        }
    }

    /** A configuration as text, without places and without the order of what has names. */
    private static String canonical(Config config) {
        FailoverSettings failover = config.failover();
        List<String> parts = new ArrayList<>();
        parts.add(config.globals().toString());
        parts.add(failover.startupDelay() + " " + failover.realTimePriority() + " " + failover.dynamicInterfaces());
        for (Collection<?> list : List.of(
                failover.instances(),
                failover.groups(),
                failover.scripts(),
                failover.files(),
                failover.staticAddresses(),
                config.trackedProcesses(),
                config.bfdSessions(),
                config.staticRoutes(),
                config.staticRules())) {
            list.stream().map(Object::toString).sorted().forEach(parts::add);
        }
        for (VirtualServer server : config.virtualServers()) {
            parts.add(server.name()
                    + server.protocol()
                    + server.services()
                    + server.sorryServer()
                    + server.quorum()
                    + server.lifecycle());
            server.servers().stream().map(real -> server.name() + real).sorted().forEach(parts::add);
        }
        parts.replaceAll(part -> part.replaceAll("\\bt:\\d+:\\d+", ""));
        parts.sort(String::compareTo);
        return String.join("\n", parts);
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder("global_defs {\n");
        some(random, text, "router_id r%d\n", 2);
        some(random, text, "vrrp_startup_delay %d\n", 3);
        some(random, text, "smtp_alert\n", 2);
        text.append("}\n");
        for (int i = 1; i <= 2; i++) {
            text.append("vrrp_script s").append(i).append(" {\nscript /bin/x\n");
            some(random, text, "interval 1%d\n", 2);
            some(random, text, "weight %d\n", 3);
            text.append("}\n");
        }
        some(random, text, "static_ipaddress {\n10.8.0.%d/24\n}\n", 3);
        for (int i = 1; i <= 1 + random.nextInt(3); i++) {
            instance(random, text, i);
        }
        for (int i = 1; i <= 1 + random.nextInt(3); i++) {
            pool(random, text, i);
        }
        return text.toString();
    }

    private static void instance(Random random, StringBuilder text, int number) {
        text.append("vrrp_instance V")
                .append(number)
                .append(" {\ninterface eth0\nvirtual_router_id ")
                .append(number);
        text.append("\nvirtual_ipaddress {\n10.0.").append(number).append(".1/24\n");
        some(random, text, "10.0.9.%d/24 label eth0:1\n", 3);
        text.append("}\n");
        some(random, text, "priority 10%d\n", 3);
        some(random, text, "advert_int %d\n", 3);
        some(random, text, "nopreempt\n", 2);
        some(random, text, "notify_master \"/bin/n %d\"\n", 2);
        some(random, text, "authentication {\nauth_type PASS\nauth_pass p%d\n}\n", 2);
        some(random, text, "track_script {\ns1 weight %d\ns2\n}\n", 3);
        some(random, text, "virtual_routes {\n10.%d.0.0/16 via 10.0.0.9\n}\n", 3);
        text.append("}\n");
    }

    private static void pool(Random random, StringBuilder text, int number) {
        text.append("virtual_server 10.0.0.").append(number).append(" 80 {\nprotocol TCP\nlvs_method NAT\n");
        text.append(random.nextBoolean() ? "lvs_sched rr\n" : "lvs_sched wrr\n");
        some(random, text, "quorum %d\n", 2);
        some(random, text, "delay_loop 1%d\n", 2);
        some(random, text, "persistence_timeout 1%d\n", 2);
        some(random, text, "sorry_server 10.1.0.9%d 80\n", 2);
        some(random, text, "quorum_up \"/bin/q %d\"\n", 2);
        some(random, text, "omega\n", 2);
        for (int i = 1; i <= 1 + random.nextInt(4); i++) {
            text.append("real_server 10.1.0.").append(i).append(" 80 {\n");
            some(random, text, "weight %d\n", 4);
            some(random, text, "inhibit_on_failure\n", 2);
            some(random, text, "notify_down \"/bin/d %d\"\n", 2);
            some(random, text, "TCP_CHECK {\nconnect_timeout %d\n}\n", 3);
            some(random, text, "HTTP_GET {\nurl {\npath /%d\nstatus_code 200\n}\n}\n", 3);
            text.append("}\n");
        }
        text.append("}\n");
    }

    /** Half of the time the line, with a number from 1. */
    private static void some(Random random, StringBuilder text, String line, int numbers) {
        if (random.nextBoolean()) {
            text.append(line.replace("%d", Integer.toString(1 + random.nextInt(numbers))));
        }
    }
}
