package io.vigil.core;

import io.vigil.api.Endpoint;
import io.vigil.api.Place;
import io.vigil.api.Protocol;
import io.vigil.api.Script;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Options;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.CheckTarget;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;
import io.vigil.api.pool.VirtualServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that tests begin with. */
public final class Samples {
    private Samples() {}

    public static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new Endpoint(
                    InetAddress.getByName(text.substring(0, colon).replaceAll("[\\[\\]]", "")),
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static ServiceKey service(String endpoint) {
        return new ServiceKey.Address(Protocol.TCP, endpoint(endpoint));
    }

    public static ServiceEntry entry(ServiceKey key, String scheduler) {
        return new ServiceEntry(key, scheduler, Set.of(), Optional.empty(), false);
    }

    public static DestinationEntry destination(String endpoint, int weight) {
        return new DestinationEntry(endpoint(endpoint), ForwardingMethod.NAT, Optional.empty(), weight, 0, 0);
    }

    public static RealServer server(String endpoint, int weight) {
        return server(endpoint, weight, false);
    }

    public static RealServer server(String endpoint, int weight, boolean inhibit) {
        return new RealServer(
                destination(endpoint, weight),
                inhibit,
                true,
                Optional.empty(),
                Optional.of(script("/bin/up")),
                Optional.of(script("/bin/down")),
                List.of(),
                Place.NOWHERE);
    }

    public static Script script(String path) {
        return new Script(List.of(path), Optional.empty(), Optional.empty(), Optional.empty(), Place.NOWHERE);
    }

    public static VirtualServer virtualServer(
            long quorum, long hysteresis, Optional<SorryServer> sorry, boolean omega) {
        return new VirtualServer(
                "[10.0.0.1]:tcp:80",
                Protocol.TCP,
                List.of(entry(service("10.0.0.1:80"), "rr")),
                List.of(),
                sorry,
                new VirtualServer.Quorum(quorum, hysteresis),
                new VirtualServer.Lifecycle(
                        false,
                        omega,
                        true,
                        Optional.of(script("/bin/quorum-up")),
                        Optional.of(script("/bin/quorum-down"))),
                Place.NOWHERE);
    }

    public static SorryServer sorry(boolean inhibit) {
        return new SorryServer(destination("10.0.0.99:80", 1), inhibit);
    }

    public static CheckKey.Timing timing(int delayLoop, int retries, int delayBeforeRetry, int warmup, boolean alpha) {
        return new CheckKey.Timing(
                Duration.ofSeconds(delayLoop),
                retries,
                Duration.ofSeconds(delayBeforeRetry),
                Duration.ofSeconds(warmup),
                Duration.ofSeconds(5),
                alpha);
    }

    public static CheckKey.Timing with(CheckKey.Timing usual, Habit habit) {
        return new CheckKey.Timing(
                usual.delayLoop(),
                usual.retries(),
                usual.delayBeforeRetry(),
                usual.warmup(),
                usual.connectTimeout(),
                usual.alpha(),
                usual.interval(),
                Set.of(habit));
    }

    public static CheckKey check(String endpoint, CheckKey.Timing timing) {
        return new CheckKey(
                "TCP_CHECK",
                new CheckTarget(endpoint(endpoint), Protocol.TCP, Optional.empty(), 0, Optional.empty(), 0),
                new Options(Map.of(), Place.NOWHERE),
                Optional.empty(),
                timing);
    }
}
