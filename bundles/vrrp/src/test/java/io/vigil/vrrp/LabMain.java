package io.vigil.vrrp;

import static io.vigil.vrrp.Instances.instance;

import io.vigil.api.Script;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.linux.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Runs failover alone in a lab host: {@code LabMain HOST SCENE PRIORITY PIDFILE}, where SCENE is {@code v2} (one instance, one
 * second, password) or {@code v3} (IPv4 and IPv6 in a sync group, 100 ms, a tracked script), or {@code mixed} (unicast with a route, and a missing interface;
 * SIGHUP changes an address). Ends in good order at SIGTERM.
 */
public final class LabMain {
    private LabMain() {}

    /** See above. */
    public static void main(String[] args) throws Exception {
        String host = args[0];
        int priority = Integer.parseInt(args[2]);
        VrrpFailover failover = new VrrpFailover();
        failover.listener(e -> System.out.println(e.at() + " " + e.kind() + " " + (e.group() ? "group " : "") + e.name()
                + " " + e.state() + " " + e.priority() + ": " + e.cause()));
        FailoverSettings settings = switch (args[1]) {
            case "v2" -> version2(priority);
            case "v3" -> version3(host, priority);
            default -> mixed("10.9.0.210/24");
        };
        List<String> problems = failover.apply(settings).toCompletableFuture().get(5, TimeUnit.SECONDS);
        System.out.println("applied, problems: " + problems + ", " + summary(failover.status()));
        AutoCloseable reload = Signals.handle(
                Signals.Signal.HUP, () -> System.out.println("reload: " + failover.apply(mixed("10.9.0.211/24"))));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.out.println("at stop: " + summary(failover.status()));
                            failover.deactivate();
                        },
                        "lab-stop"));
        Files.writeString(
                Path.of(args[3]), Long.toString(ProcessHandle.current().pid()));
        Thread.currentThread().join();
        reload.close();
    }

    private static String summary(FailoverStatus status) {
        return "running " + status.running() + " problem '" + status.problem() + "' " + status.thread() + " "
                + status.instances().stream()
                        .map(i -> i.name() + " " + i.state() + " set " + i.addressesSet() + " " + i.counters())
                        .toList();
    }

    private static FailoverSettings version2(int priority) {
        VirtualAddress address = new VirtualAddress(
                Instances.ip("10.9.0.200"),
                24,
                Optional.of("eth0"),
                Optional.of("eth0:vip"),
                Optional.empty(),
                0,
                Optional.empty(),
                true,
                false,
                false);
        VrrpInstance vi = instance("VI_1")
                .vrid(51)
                .priority(priority)
                .password("s3cret")
                .address(address)
                .build();
        return settings(List.of(vi), List.of(), List.of());
    }

    private static FailoverSettings version3(String host, int priority) {
        Tracker chk = new Tracker(Tracker.Kind.SCRIPT, "chk", -60, false);
        VrrpInstance four = instance("VI_4")
                .vrid(40)
                .version3(100)
                .priority(priority)
                .address("10.9.0.200/24")
                .address("10.9.0.201/24")
                .track(chk)
                .build();
        VrrpInstance six = instance("VI_6")
                .vrid(60)
                .version3(100)
                .priority(priority)
                .address("fe80::9:200")
                .address("fd09::200/64")
                .track(chk)
                .build();
        SyncGroup group =
                new SyncGroup("G1", List.of("VI_4", "VI_6"), true, List.of(), Notifications.NONE, Instances.PLACE);
        Script script = new Script(
                List.of("/usr/bin/test", "!", "-e", "/tmp/" + host + ".down"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instances.PLACE);
        TrackScript tracked =
                new TrackScript("chk", script, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, 0, false, false);
        return settings(List.of(four, six), List.of(group), List.of(tracked));
    }

    /** Unicast with a route, and an instance whose interface comes later. */
    private static FailoverSettings mixed(String address) {
        VirtualRoute route = new VirtualRoute(
                List.of("10.50.0.0/16", "via", "10.9.0.100", "dev", "eth0"), Optional.of("eth0"), true);
        VrrpInstance unicast = instance("VI_U")
                .vrid(41)
                .version3(1000)
                .priority(150)
                .source("10.9.0.1")
                .peer("10.9.0.2")
                .address("10.9.0.209/24")
                .address(address)
                .route(route)
                .build();
        VrrpInstance late = instance("VI_M")
                .vrid(42)
                .version3(200)
                .on("dummy7")
                .address("10.77.0.200/24")
                .build();
        return settings(List.of(unicast, late), List.of(), List.of());
    }

    private static FailoverSettings settings(
            List<VrrpInstance> instances, List<SyncGroup> groups, List<TrackScript> scripts) {
        return new FailoverSettings(
                instances, groups, scripts, List.of(), List.of(), Duration.ZERO, OptionalInt.empty(), false);
    }
}
