package io.vigil.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.api.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerTest {
    /** A server that never ends a connection. */
    private static final class Fake implements Candidate {
        private final String name;
        private final int weight;
        private int connections;

        /** From {@code A:4} or, with open connections, {@code A:4/2}. */
        Fake(String text) {
            String[] parts = text.split("[:/]", -1);
            name = parts[0];
            weight = Integer.parseInt(parts[1]);
            connections = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        }

        @Override
        public Endpoint endpoint() {
            return new Endpoint(address(10, 0, 0, name.charAt(0)), 80);
        }

        @Override
        public int weight() {
            return weight;
        }

        @Override
        public int connections() {
            return connections;
        }
    }

    @ParameterizedTest(name = "{0} over {1} gives {2}")
    @CsvSource({
        "rr,  A:1 B:1 C:1,      ABCABCA",
        "rr,  A:9 B:1,          ABABAB",
        "rr,  A:1 B:0 C:1,      ACACA",
        "rr,  A:0 B:0,          -",
        "wrr, A:4 B:3 C:2,      AABABCABCAABABCABC",
        "wrr, A:3 B:1,          AAABAAAB",
        "wrr, A:2 B:2,          ABABAB",
        "wrr, A:0 B:5,          BBBB",
        "wrr, A:1 B:0 C:2,      CACCACC",
        "wrr, A:0,              -",
        "lc,  A:1/2 B:1/0 C:1/1, BCBCAB",
        "lc,  A:9/1 B:1/0,      BABAB",
        "lc,  A:0/0 B:1/7,      BB",
        "lc,  A:0,              -",
        "wlc, A:1/0 B:1/0,      ABABAB",
        "wlc, A:3/3 B:1/0,      BABAAB",
        "wlc, A:0/0 B:2/9,      BB",
    })
    void choosesInThisOrder(String scheduler, String pool, String expected) {
        List<Fake> servers = Arrays.stream(pool.split(" ", -1)).map(Fake::new).toList();
        Scheduler chosen = Scheduler.named(scheduler, Set.of()).orElseThrow();

        StringBuilder order = new StringBuilder();
        for (int i = 0; i < expected.length(); i++) {
            order.append(chosen.choose(servers, server -> server.weight > 0, client(1, 1000))
                    .map(server -> {
                        server.connections++;
                        return server.name;
                    })
                    .orElse("-"));
        }

        assertThat(order).hasToString(expected);
    }

    @Test
    void wlcFillsInProportionToTheWeights() {
        List<Fake> servers = List.of(new Fake("A:6"), new Fake("B:3"), new Fake("C:1"));
        Scheduler wlc = Scheduler.named("wlc", Set.of()).orElseThrow();

        for (int i = 0; i < 1000; i++) {
            wlc.choose(servers, server -> true, client(i, 1)).orElseThrow().connections++;
        }

        assertThat(servers).extracting(Candidate::connections).containsExactly(600, 300, 100);
    }

    @Test
    void wrrGoesOnWhenTheHeaviestLeaves() {
        List<Fake> servers = List.of(new Fake("A:1000"), new Fake("B:2"), new Fake("C:1"));
        Scheduler wrr = Scheduler.named("wrr", Set.of()).orElseThrow();
        wrr.choose(servers, server -> true, client(1, 1));

        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            order.append(wrr.choose(servers, server -> !server.name.equals("A"), client(1, 1))
                    .orElseThrow()
                    .name);
        }

        assertThat(order.chars().filter(c -> c == 'B').count()).isEqualTo(4);
    }

    @Test
    void shSendsAClientToTheSameServerWhateverItsPort() {
        List<Fake> servers = List.of(new Fake("A:1"), new Fake("B:1"), new Fake("C:1"));
        Scheduler sh = Scheduler.named("sh", Set.of()).orElseThrow();

        for (int i = 0; i < 200; i++) {
            assertThat(sh.choose(servers, server -> true, client(i, 1000)))
                    .isEqualTo(sh.choose(servers, server -> true, client(i, 2000)));
        }
    }

    @Test
    void shWithPortSpreadsOneClient() {
        List<Fake> servers = List.of(new Fake("A:1"), new Fake("B:1"));
        Scheduler sh = Scheduler.named("sh", Set.of("sh-port")).orElseThrow();

        Map<String, Integer> shares = new HashMap<>();
        for (int port = 1000; port < 3000; port++) {
            shares.merge(sh.choose(servers, server -> true, client(1, port)).orElseThrow().name, 1, Integer::sum);
        }

        assertThat(shares.get("A")).isCloseTo(1000, within(100));
    }

    @Test
    void shSharesByWeightAndMovesOnlyTheClientsOfTheServerThatLeft() {
        List<Fake> servers = List.of(new Fake("A:1"), new Fake("B:2"), new Fake("C:1"));
        Scheduler sh = Scheduler.named("sh", Set.of()).orElseThrow();
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();

        for (int i = 0; i < 4000; i++) {
            before.add(sh.choose(servers, server -> true, client(i, 1)).orElseThrow().name);
            after.add(sh.choose(servers, server -> !server.name.equals("B"), client(i, 1))
                    .orElseThrow()
                    .name);
        }

        assertThat(before.stream().filter("B"::equals).count()).isCloseTo(2000L, within(150L));
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isNotEqualTo("B");
            if (!before.get(i).equals("B")) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    @Test
    void otherNamesAreNobody() {
        assertThat(Scheduler.named("mh", Set.of())).isEmpty();
    }

    private static InetSocketAddress client(int number, int port) {
        return new InetSocketAddress(address(192, 168, number >> 8, number & 0xff), port);
    }

    private static InetAddress address(int... bytes) {
        byte[] raw = new byte[4];
        for (int i = 0; i < 4; i++) {
            raw[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
