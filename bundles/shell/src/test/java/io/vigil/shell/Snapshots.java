package io.vigil.shell;

import io.vigil.api.Endpoint;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.PhaseTime;
import io.vigil.api.checker.Verdict;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.director.CheckRun;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.DirectorStatus;
import io.vigil.api.failover.FailoverStatus;
import io.vigil.api.failover.VrrpCounters;
import io.vigil.api.failover.VrrpState;
import io.vigil.api.notify.Event;
import io.vigil.api.pool.CheckStatus;
import io.vigil.api.pool.ServerKey;
import io.vigil.api.pool.VirtualServerStatus;
import io.vigil.api.pool.VirtualServerStatus.Server;
import io.vigil.api.pool.VirtualServerStatus.ServerState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hand-made snapshots of one director with something wrong in every part, all true at noon. */
final class Snapshots {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock AT_NOON = Clock.fixed(NOON, ZoneOffset.UTC);
    static final String WEB = "[10.0.0.1]:tcp:80";

    private Snapshots() {}

    static InetAddress address(String numeric) {
        try {
            return InetAddress.getByName(numeric);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Instant ago(String span) {
        return NOON.minus(Duration.parse(span));
    }

    static DirectorStatus status(List<String> problems) {
        return new DirectorStatus(
                42,
                NOON,
                "0.1.0",
                ago("PT3H12M"),
                Path.of("/etc/keepalived/keepalived.conf"),
                ago("PT3M12S"),
                "ipvs",
                2,
                2,
                1,
                1,
                4,
                2,
                1,
                List.of("POP3_CHECK (feature vigil-checker-pop3)"),
                List.of("tcp 10.0.0.9:80"),
                problems);
    }

    static FailoverStatus failover(boolean running) {
        return new FailoverStatus(
                NOON,
                running,
                running ? "" : "CAP_NET_RAW is missing",
                List.of(
                        instance("VI_1", VrrpState.MASTER, 150, Optional.of(address("10.0.0.2")), List.of()),
                        instance("VI_2", VrrpState.FAULT, 0, Optional.empty(), List.of("interface eth1 is down"))),
                List.of(new FailoverStatus.Group("G1", VrrpState.MASTER, List.of("VI_1"))),
                List.of(
                        new FailoverStatus.ScriptState("chk_web", true, true, "exit status 0"),
                        new FailoverStatus.ScriptState("chk_new", false, false, "")),
                new FailoverStatus.ThreadHealth(true, 0, Duration.ZERO));
    }

    private static FailoverStatus.Instance instance(
            String name, VrrpState state, int priority, Optional<InetAddress> master, List<String> faults) {
        return new FailoverStatus.Instance(
                name,
                state == VrrpState.FAULT ? "eth1" : "eth0",
                51,
                2,
                state,
                150,
                priority,
                Duration.ofSeconds(1),
                master,
                150,
                ago("PT3M12S"),
                "no advert for 3.6 s",
                faults,
                List.of("10.0.0.100/32"),
                state == VrrpState.MASTER,
                VrrpCounters.ZERO);
    }

    static List<VirtualServerStatus> pools() {
        return List.of(
                new VirtualServerStatus(
                        WEB,
                        List.of("tcp 10.0.0.1:80"),
                        "wlc",
                        true,
                        1,
                        3,
                        Optional.of(new Endpoint(address("10.0.1.99"), 80)),
                        false,
                        new Counters(10, 20, 30, 40, 50),
                        List.of(
                                server("10.0.1.1", ServerState.UP, 3, true, ""),
                                server("10.0.1.2", ServerState.DOWN, 0, false, "connect: refused"))),
                new VirtualServerStatus(
                        "[2001:db8::1]:tcp:443",
                        List.of("tcp [2001:db8::1]:443"),
                        "rr",
                        false,
                        1,
                        0,
                        Optional.empty(),
                        false,
                        Counters.ZERO,
                        List.of(server(
                                "2001:db8::2", ServerState.UNCHECKED, 0, false, "POP3_CHECK is not installed"))));
    }

    private static Server server(String address, ServerState state, int weight, boolean inTable, String reason) {
        return new Server(
                new Endpoint(address(address), 8080),
                "DR",
                state,
                3,
                weight,
                inTable,
                inTable ? 7 : 0,
                inTable ? 11 : 0,
                state == ServerState.UNCHECKED ? Optional.empty() : Optional.of(ago("PT45S")),
                reason);
    }

    static List<CheckStatus> checks() {
        ServerKey first = new ServerKey(WEB, new Endpoint(address("10.0.1.1"), 8080));
        return List.of(
                new CheckStatus(
                        "TCP_CHECK",
                        first.endpoint(),
                        CheckStatus.State.UP,
                        Optional.of(
                                Verdict.up(Verdict.Phase.CONNECT, "connected").after(Duration.ofMillis(2))),
                        Optional.of(ago("PT4S")),
                        0,
                        100,
                        0,
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.empty(),
                        List.of(first)),
                new CheckStatus(
                        "HTTP_GET",
                        new Endpoint(address("10.0.1.2"), 8080),
                        CheckStatus.State.DOWN,
                        Optional.of(Verdict.down(Verdict.Phase.RESPONSE, "status 503 where 200 was expected")
                                .after(Duration.ofNanos(340_000))),
                        Optional.of(ago("PT1M5S")),
                        3,
                        57,
                        1,
                        Optional.of(Duration.ofMillis(400)),
                        Optional.of("its last run broke: the check threw IllegalStateException"),
                        List.of(new ServerKey(WEB, new Endpoint(address("10.0.1.2"), 8080)))),
                new CheckStatus(
                        "POP3_CHECK",
                        new Endpoint(address("2001:db8::2"), 110),
                        CheckStatus.State.UNCHECKED,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.of("POP3_CHECK is not installed: feature:install vigil-checker-pop3"),
                        List.of(new ServerKey("[2001:db8::1]:tcp:443", new Endpoint(address("2001:db8::2"), 443)))));
    }

    static CheckRun run(boolean up) {
        Endpoint server = new Endpoint(address("10.0.1.2"), 8080);
        Verdict verdict = up
                ? Verdict.up(Verdict.Phase.RESPONSE, "status 200").warning("certificate expires in 9 days")
                : Verdict.down(Verdict.Phase.CONNECT, "refused");
        return new CheckRun(
                "HTTP_GET",
                server,
                Optional.of(verdict),
                "",
                List.of(
                        new PhaseTime(Verdict.Phase.CONNECT, Duration.ofNanos(120_000)),
                        new PhaseTime(Verdict.Phase.RESPONSE, Duration.ofMillis(31))),
                Duration.ofMillis(32),
                List.of(new ServerKey(WEB, server)));
    }

    static List<CheckerTypeStatus> checkerTypes() {
        return List.of(
                new CheckerTypeStatus(
                        "HTTP_GET",
                        "io.vigil.checker.http",
                        "0.1.0",
                        CheckerTypeStatus.State.ACTIVE,
                        "",
                        1,
                        1,
                        Optional.of(CheckerDescription.of(
                                "HTTP_GET",
                                "Asks for pages.",
                                List.of(Option.block(
                                        "url",
                                        "A page.",
                                        List.of(
                                                Option.of("path", OptionType.TEXT, "Its path.")
                                                        .byDefault("/"),
                                                Option.choice("http", List.of("1.0", "1.1"), "The version."))))))),
                new CheckerTypeStatus(
                        "POP3_CHECK",
                        "",
                        "",
                        CheckerTypeStatus.State.MISSING,
                        "POP3_CHECK is not installed: feature:install vigil-checker-pop3",
                        1,
                        0,
                        Optional.empty()),
                new CheckerTypeStatus(
                        "X_CHECK",
                        "com.example.x",
                        "2.0.0",
                        CheckerTypeStatus.State.BROKEN,
                        "its component com.example.X cannot be made: java.lang.IllegalStateException: no licence",
                        0,
                        0,
                        Optional.empty()));
    }

    static List<Event> events() {
        return List.of(
                event(1, Event.Kind.DIRECTOR, "", "started"),
                event(2, Event.Kind.INSTANCE, "VI_1", "BACKUP -> MASTER: no advert for 3.6 s"),
                event(3, Event.Kind.SERVER, "10.0.1.2:8080 of " + WEB, "UP -> DOWN: connect: refused"));
    }

    static Event event(long sequence, Event.Kind kind, String subject, String message) {
        return new Event(
                sequence, NOON.plusMillis(sequence), kind, subject, message, Map.of("to", "x", "from", "quote \" end"));
    }
}
