package io.vigil.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Protocol;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpRelayTest extends RelayFixture {
    private final List<DatagramSocket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() {
        sockets.forEach(DatagramSocket::close);
    }

    @Test
    void aClientStaysWithItsServerAndAnswersFindBack() throws Exception {
        ServiceKey.Address key = freeUdp();
        serve(service(key, "rr"), named('a'), named('b'));
        DatagramSocket one = client();
        DatagramSocket two = client();

        assertThat(List.of(ask(one, key, "1"), ask(two, key, "2"), ask(one, key, "3"), ask(two, key, "4")))
                .containsExactly("a1", "b2", "a3", "b4");

        Table.Service table = plane.read().services().get(0);
        assertThat(table.counters().connections()).isEqualTo(2);
        assertThat(table.counters().packetsIn()).isEqualTo(4);
        assertThat(table.counters().bytesOut()).isEqualTo(8);
        assertThat(table.destinations())
                .allSatisfy(server -> assertThat(server.active()).isEqualTo(1));
    }

    @Test
    void onePacketSchedulesEachDatagram() throws Exception {
        ServiceKey.Address key = freeUdp();
        serve(new ServiceEntry(key, "rr", Set.of(), Optional.empty(), true), named('a'), named('b'));
        DatagramSocket client = client();

        assertThat(List.of(ask(client, key, "1"), ask(client, key, "2"), ask(client, key, "3"), ask(client, key, "4")))
                .containsExactly("a1", "b2", "a3", "b4");
    }

    @Test
    void aLargeDatagramPassesWhole() throws Exception {
        ServiceKey.Address key = freeUdp();
        serve(service(key, "rr"), named('a'));

        String large = "x".repeat(60_000);

        assertThat(ask(client(), key, large)).isEqualTo("a" + large);
    }

    @Test
    void aQuietSessionEnds() throws Exception {
        ServiceKey.Address key = freeUdp();
        plane.timeouts(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(30)));
        serve(service(key, "rr"), named('a'), named('b'));
        DatagramSocket client = client();
        assertThat(ask(client, key, "1")).isEqualTo("a1");
        passes(Duration.ofSeconds(29));
        assertThat(ask(client, key, "2")).isEqualTo("a2");

        passes(Duration.ofSeconds(30));
        awaitTable(table -> table.destinations().get(0).active() == 0);

        assertThat(ask(client, key, "3")).isEqualTo("b3");
    }

    @Test
    void theClientsOfARemovedServerGoToAnotherAtOnce() throws Exception {
        ServiceKey.Address key = freeUdp();
        int a = named('a');
        serve(service(key, "rr"), a, named('b'));
        DatagramSocket client = client();
        assertThat(ask(client, key, "1")).isEqualTo("a1");

        apply(new Change.RemoveDestination(key, local(a)));

        assertThat(ask(client, key, "2")).isEqualTo("b2");
    }

    @Test
    void theQuietestSessionMakesRoomWhenThereAreTooMany() throws Exception {
        ServiceKey.Address key = freeUdp();
        serve(service(key, "rr"), named('a'));
        DatagramSocket first = client();
        assertThat(ask(first, key, "1")).isEqualTo("a1");
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            assertThat(ask(client(), key, "x")).isEqualTo("ax");
        }

        assertThat(plane.read().services().get(0).destinations().get(0).active())
                .isEqualTo(MOST_CONNECTIONS);
        assertThat(ask(first, key, "2")).as("as a new session").isEqualTo("a2");
        assertThat(plane.read().services().get(0).counters().connections()).isEqualTo(MOST_CONNECTIONS + 2);
    }

    private static ServiceKey.Address freeUdp() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new ServiceKey.Address(Protocol.UDP, local(free.getLocalPort()));
        }
    }

    private DatagramSocket client() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private static String ask(DatagramSocket client, ServiceKey.Address key, String question) throws IOException {
        InetSocketAddress to =
                new InetSocketAddress(key.endpoint().address(), key.endpoint().port());
        byte[] bytes = question.getBytes(US_ASCII);
        client.send(new DatagramPacket(bytes, bytes.length, to));
        DatagramPacket answer = new DatagramPacket(new byte[65535], 65535);
        client.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(to);
        return new String(answer.getData(), 0, answer.getLength(), US_ASCII);
    }

    /** A server that answers its name and what it was told. Returns its port. */
    private int named(char name) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        Thread thread = new Thread(() -> answer(socket, name), "test-udp-" + name);
        thread.setDaemon(true);
        thread.start();
        return socket.getLocalPort();
    }

    private static void answer(DatagramSocket socket, char name) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
                socket.receive(packet);
                byte[] said = (name + new String(packet.getData(), 0, packet.getLength(), US_ASCII)).getBytes(US_ASCII);
                socket.send(new DatagramPacket(said, said.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // The socket was closed: the test is over.
        }
    }
}
