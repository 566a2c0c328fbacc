package io.vigil.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {
    private static final ServiceKey KEY = new ServiceKey.Address(Protocol.TCP, endpoint("127.0.0.1", 80));

    private final Pool pool = new Pool(service("rr", 0, 32), 100);
    private long now;

    @Test
    void weightZeroDrains() {
        pool.put(server(1, 1, 0, 0));
        open("10.0.0.1");

        pool.put(server(1, 0, 0, 0));

        assertThat(choose("10.0.0.2")).isEqualTo("nobody");
        assertThat(pool.row().destinations().get(0).active()).isEqualTo(1);
    }

    @Test
    void aServerThatFailedJustNowIsNotTriedAgain() {
        pool.put(server(1, 1, 0, 0));
        pool.put(server(2, 1, 0, 0));
        Server first = pool.choose(client("10.0.0.1"), Set.of(), now).orElseThrow();

        assertThat(pool.choose(client("10.0.0.1"), Set.of(first), now))
                .hasValueSatisfying(second -> assertThat(second).isNotSameAs(first));
    }

    @ParameterizedTest(name = "upper {0}, lower {1}: open again at {2} connections")
    @CsvSource({"4, 0, 2", "4, 2, 1", "1, 0, 0"})
    void overloadEndsBelowTheLowerThreshold(int upper, int lower, int openAgain) {
        pool.put(server(1, 1, upper, lower));
        Server server = null;
        for (int i = 0; i < upper; i++) {
            server = open("10.0.0.1");
        }
        assertThat(choose("10.0.0.2")).isEqualTo("nobody");

        for (int left = upper - 1; left >= openAgain; left--) {
            assertThat(choose("10.0.0.2")).as("at %d connections", left + 1).isEqualTo("nobody");
            pool.closed(client("10.0.0.1"), java.util.Objects.requireNonNull(server), now);
        }

        assertThat(choose("10.0.0.2")).isEqualTo("127.0.0.1:8001");
    }

    @Test
    void persistenceKeepsANetworkWithItsServerUntilTheTimeIsOver() {
        pool.edit(service("rr", 60, 24));
        pool.put(server(1, 1, 0, 0));
        pool.put(server(2, 1, 0, 0));
        Server first = open("10.0.0.1");
        assertThat(choose("10.0.0.99")).isEqualTo(first.endpoint().toString());
        assertThat(choose("10.0.1.1")).isNotEqualTo(first.endpoint().toString());
        now += TimeUnit.SECONDS.toNanos(600);
        assertThat(choose("10.0.0.2"))
                .as("as long as a connection is open")
                .isEqualTo(first.endpoint().toString());

        pool.closed(client("10.0.0.1"), first, now);
        now += TimeUnit.SECONDS.toNanos(59);
        pool.sweep(now);
        assertThat(choose("10.0.0.2")).isEqualTo(first.endpoint().toString());

        now += TimeUnit.SECONDS.toNanos(1);
        String next = choose("10.0.0.2");
        assertThat(choose("10.0.0.2")).as("takes turns again").isNotEqualTo(next);
    }

    @Test
    void aPersistentClientLeavesADrainingServerAndStaysWithItsNewOne() {
        pool.edit(service("rr", 60, 32));
        pool.put(server(1, 1, 0, 0));
        open("10.0.0.1");
        pool.put(server(1, 0, 0, 0));
        pool.put(server(2, 1, 0, 0));

        open("10.0.0.1");
        pool.put(server(1, 1, 0, 0));

        assertThat(choose("10.0.0.1")).isEqualTo("127.0.0.1:8002");
        assertThat(choose("10.0.0.1")).isEqualTo("127.0.0.1:8002");
    }

    @Test
    void persistenceCountsItsNetworksAndForgetsTheQuietestPastItsBound() {
        Pool small = new Pool(service("rr", 60, 32), 2);
        small.put(server(1, 1, 0, 0));
        for (String address : new String[] {"10.0.0.1", "10.0.0.2", "10.0.0.3"}) {
            Server server = small.choose(client(address), Set.of(), 0).orElseThrow();
            small.opened(client(address), server, 0);
        }

        assertThat(small.row().destinations().get(0).persistent()).isEqualTo(2);
    }

    @Test
    void aServerThatComesBackWhileItDrainsKeepsItsConnections() {
        pool.put(server(1, 1, 0, 0));
        Server server = open("10.0.0.1");
        pool.remove(endpoint("127.0.0.1", 8001), now);
        assertThat(pool.row().destinations()).isEmpty();
        assertThat(server.isGone(now, 1)).isFalse();
        assertThat(server.isGone(now + 1, 1)).isTrue();

        pool.put(server(1, 3, 0, 0));

        assertThat(server.isGone(now + 1, 1)).isFalse();
        assertThat(pool.row().destinations()).singleElement().satisfies(row -> {
            assertThat(row.active()).isEqualTo(1);
            assertThat(row.entry().weight()).isEqualTo(3);
        });
    }

    @Test
    void anEditThatKeepsTheSchedulerKeepsItsTurn() {
        pool.put(server(1, 1, 0, 0));
        pool.put(server(2, 1, 0, 0));
        assertThat(choose("10.0.0.1")).isEqualTo("127.0.0.1:8001");

        pool.edit(service("rr", 30, 32));

        assertThat(choose("10.0.0.1")).isEqualTo("127.0.0.1:8002");
    }

    @ParameterizedTest(name = "{0}/{1} is {2}")
    @CsvSource({
        "10.1.2.3, 32, 10.1.2.3",
        "10.1.2.3, 20, 10.1.0.0",
        "10.1.255.3, 20, 10.1.240.0",
        "10.1.2.3, 1, 0.0.0.0",
        "2001:db8:1:2::1, 48, 2001:db8:1::",
        "2001:db8:1:2::1, 128, 2001:db8:1:2::1",
    })
    void networkOfAnAddress(String address, int prefix, String network) throws Exception {
        assertThat(StickyTable.network(InetAddress.getByName(address), prefix))
                .isEqualTo(InetAddress.getByName(network));
    }

    private String choose(String address) {
        return pool.choose(client(address), Set.of(), now)
                .map(server -> server.endpoint().toString())
                .orElse("nobody");
    }

    private Server open(String address) {
        Server server = pool.choose(client(address), Set.of(), now).orElseThrow();
        pool.opened(client(address), server, now);
        return server;
    }

    private static DestinationEntry server(int number, int weight, int upper, int lower) {
        return new DestinationEntry(
                endpoint("127.0.0.1", 8000 + number), ForwardingMethod.NAT, Optional.empty(), weight, upper, lower);
    }

    private static ServiceEntry service(String scheduler, int persistenceSeconds, int prefix) {
        Optional<ServiceEntry.Persistence> persistence = persistenceSeconds == 0
                ? Optional.empty()
                : Optional.of(new ServiceEntry.Persistence(persistenceSeconds, prefix, Optional.empty()));
        return new ServiceEntry(KEY, scheduler, Set.of(), persistence, false);
    }

    private static InetSocketAddress client(String address) {
        return new InetSocketAddress(endpoint(address, 0).address(), 40000);
    }

    private static Endpoint endpoint(String address, int port) {
        try {
            return new Endpoint(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
