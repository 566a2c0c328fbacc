package io.vigil.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.Counters;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TcpRelayTest extends RelayFixture {
    @Test
    void takesTurnsAndCarriesBothWays() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a');
                TestServer b = TestServer.echo('b')) {
            serve(service(key, "rr"), a.port(), b.port());

            StringBuilder order = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                try (Socket socket = connect(key)) {
                    order.append(who(socket));
                    assertEchoes(socket, "hello");
                }
            }

            assertThat(order).hasToString("abab");
            awaitTable(table -> table.destinations().stream().allMatch(server -> server.active() == 0));
        }
    }

    @Test
    void countsWhatPasses() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "wlc"), a.port());
            try (Socket socket = connect(key)) {
                who(socket);
                assertEchoes(socket, "0123456789");
                assertThat(awaitTable(table -> true).destinations().get(0).active())
                        .isEqualTo(1);
            }

            Table.Service table = awaitTable(now -> now.destinations().get(0).active() == 0);

            Counters counters = table.counters();
            assertThat(counters.connections()).isEqualTo(1);
            assertThat(counters.bytesIn()).isEqualTo(10);
            assertThat(counters.bytesOut()).isEqualTo(12);
            assertThat(table.destinations().get(0).counters()).isEqualTo(counters);
        }
    }

    @Test
    void aServerThatRefusesIsPassedOver() throws Exception {
        ServiceKey.Address key = freeTcp();
        int dead = freeTcp().endpoint().port();
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "rr"), dead, a.port());

            for (int i = 0; i < 4; i++) {
                try (Socket socket = connect(key)) {
                    assertThat(who(socket)).isEqualTo('a');
                }
            }

            awaitTable(table -> table.destinations().stream().allMatch(server -> server.active() == 0));
        }
    }

    @Test
    void aClientWithoutAnyServerIsReset() throws Exception {
        ServiceKey.Address key = freeTcp();
        serve(service(key, "rr"), freeTcp().endpoint().port());

        try (Socket socket = connect(key)) {
            assertEnded(socket);
        }
        awaitTable(table -> table.destinations().get(0).active() == 0);
    }

    @Test
    void weightZeroKeepsConnectionsAndGetsNoNewOnes() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a');
                TestServer b = TestServer.echo('b')) {
            serve(service(key, "rr"), a.port(), b.port());
            try (Socket old = connect(key)) {
                assertThat(who(old)).isEqualTo('a');

                apply(new Change.EditDestination(key, server(a.port(), 0)));

                for (int i = 0; i < 3; i++) {
                    try (Socket socket = connect(key)) {
                        assertThat(who(socket)).isEqualTo('b');
                    }
                }
                assertEchoes(old, "still here");
            }
        }
    }

    @Test
    void aRemovedServerKeepsItsConnectionsForTheDrainTime() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a');
                TestServer b = TestServer.echo('b')) {
            serve(service(key, "rr"), a.port(), b.port());
            try (Socket old = connect(key)) {
                assertThat(who(old)).isEqualTo('a');
                apply(new Change.RemoveDestination(key, local(a.port())));
                passes(DRAIN.minusNanos(1));
                assertEchoes(old, "draining");

                passes(Duration.ofNanos(1));

                assertEnded(old);
            }
            try (Socket socket = connect(key)) {
                assertThat(who(socket)).isEqualTo('b');
            }
        }
    }

    @Test
    void aRemovedServiceFreesItsAddressAndDrains() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "rr"), a.port());
            try (Socket old = connect(key)) {
                who(old);

                apply(new Change.RemoveService(key), new Change.AddService(service(key, "rr")));

                assertEchoes(old, "still here");
                assertThat(plane.read().services())
                        .singleElement()
                        .satisfies(now -> assertThat(now.destinations()).isEmpty());
                passes(DRAIN);
                assertEnded(old);
            }
        }
    }

    @Test
    void editingAServiceKeepsConnections() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "rr"), a.port());
            try (Socket old = connect(key)) {
                who(old);

                apply(new Change.EditService(service(key, "wlc")));

                assertEchoes(old, "still here");
                assertThat(plane.read().services().get(0).entry().scheduler()).isEqualTo("wlc");
            }
        }
    }

    @Test
    void aClientThatHasSaidAllStillGetsItsAnswer() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer sum = TestServer.start(socket -> {
            int length = socket.getInputStream().readAllBytes().length;
            socket.getOutputStream().write(("got " + length).getBytes(US_ASCII));
        })) {
            serve(service(key, "rr"), sum.port());
            try (Socket socket = connect(key)) {
                socket.getOutputStream().write(new byte[300_000]);
                socket.shutdownOutput();

                assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("got 300000");
            }
            awaitTable(table -> table.destinations().get(0).active() == 0);
        }
    }

    @Test
    void aServerThatHasSaidAllStillHearsTheClient() throws Exception {
        ServiceKey.Address key = freeTcp();
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (TestServer mute = TestServer.start(socket -> {
            socket.getOutputStream().write("bye".getBytes(US_ASCII));
            socket.shutdownOutput();
            heard.complete(new String(socket.getInputStream().readAllBytes(), US_ASCII));
        })) {
            serve(service(key, "rr"), mute.port());
            try (Socket socket = connect(key)) {
                assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("bye");
                socket.getOutputStream().write("one more thing".getBytes(US_ASCII));
                socket.shutdownOutput();

                assertThat(heard.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("one more thing");
            }
            awaitTable(table -> table.destinations().get(0).active() == 0);
        }
    }

    @Test
    void aSlowReaderStopsTheSenderInsteadOfFillingMemory() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Selector selector = Selector.open()) {
            serve(service(key, "rr"), listener.socket().getLocalPort());
            try (Socket slow = connect(key);
                    SocketChannel sender = listener.accept()) {
                sender.configureBlocking(false).register(selector, SelectionKey.OP_WRITE);

                long sent = writeUntilStalled(sender, selector);

                assertThat(sent).as("the sockets' own buffers").isBetween(1L, 32L << 20);
                assertThat(plane.buffered()).isLessThanOrEqualTo(128 * 1024);
                sender.shutdownOutput();
                assertThat(slow.getInputStream().readAllBytes()).hasSize((int) sent);
            }
            awaitTable(table -> table.destinations().get(0).active() == 0);
            assertThat(plane.buffered()).isZero();
        }
    }

    private static long writeUntilStalled(SocketChannel sender, Selector selector) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(64 * 1024);
        long sent = 0;
        while (selector.select(500) > 0) {
            selector.selectedKeys().clear();
            sent += sender.write(chunk.clear());
        }
        return sent;
    }

    @Test
    void aResetIsPassedOn() throws Exception {
        ServiceKey.Address key = freeTcp();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        try (TestServer watcher = TestServer.start(socket -> {
            socket.getOutputStream().write('x');
            try {
                ended.complete(socket.getInputStream().read() == -1);
            } catch (IOException e) {
                ended.complete(true);
            }
        })) {
            serve(service(key, "rr"), watcher.port());
            try (Socket socket = connect(key)) {
                assertThat(socket.getInputStream().read()).isEqualTo('x');
                socket.setSoLinger(true, 0);
            }

            assertThat(ended.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            awaitTable(table -> table.destinations().get(0).active() == 0);
        }
    }

    @Test
    void persistenceKeepsAClientWithItsServer() throws Exception {
        ServiceKey.Address key = freeTcp();
        ServiceEntry persistent = new ServiceEntry(
                key, "rr", Set.of(), Optional.of(new ServiceEntry.Persistence(60, 32, Optional.empty())), false);
        try (TestServer a = TestServer.echo('a');
                TestServer b = TestServer.echo('b')) {
            serve(persistent, a.port(), b.port());
            for (int i = 0; i < 3; i++) {
                try (Socket socket = connect(key)) {
                    assertThat(who(socket)).isEqualTo('a');
                }
            }
            Table.Service idle = awaitTable(table -> table.destinations().get(0).active() == 0);
            assertThat(idle.destinations().get(0).persistent()).isEqualTo(1);

            passes(Duration.ofSeconds(60));

            try (Socket socket = connect(key)) {
                assertThat(who(socket)).isEqualTo('b');
            }
        }
    }

    @Test
    void aFullServerIsPassedOverUntilItHasRoom() throws Exception {
        ServiceKey.Address key = freeTcp();
        try (TestServer a = TestServer.echo('a');
                TestServer b = TestServer.echo('b')) {
            serve(service(key, "rr"), a.port(), b.port());
            apply(new Change.EditDestination(
                    key, new DestinationEntry(local(a.port()), ForwardingMethod.NAT, Optional.empty(), 1, 1, 0)));
            try (Socket first = connect(key);
                    Socket second = connect(key);
                    Socket third = connect(key)) {
                assertThat(List.of(who(first), who(second), who(third))).containsExactly('a', 'b', 'b');
            }
            awaitTable(table -> table.destinations().stream().allMatch(server -> server.active() == 0));
            try (Socket socket = connect(key)) {
                assertThat(who(socket)).isEqualTo('a');
            }
        }
    }

    @Test
    void aQuietConnectionIsResetAfterItsTimeout() throws Exception {
        ServiceKey.Address key = freeTcp();
        plane.timeouts(Optional.of(Duration.ofSeconds(100)), Optional.empty(), Optional.empty());
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "rr"), a.port());
            try (Socket socket = connect(key)) {
                who(socket);
                passes(Duration.ofSeconds(99));
                assertEchoes(socket, "not quiet");
                passes(Duration.ofSeconds(99));
                assertEchoes(socket, "not quiet");

                passes(Duration.ofSeconds(100));

                assertEnded(socket);
            }
        }
    }

    @Test
    void connectionsPastTheBoundAreReset() throws Exception {
        ServiceKey.Address key = freeTcp();
        List<Socket> sockets = new ArrayList<>();
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "rr"), a.port());
            for (int i = 0; i < MOST_CONNECTIONS; i++) {
                sockets.add(connect(key));
                who(sockets.get(i));
            }

            try (Socket tooMany = connect(key)) {
                assertEnded(tooMany);
            }

            for (Socket socket : sockets) {
                socket.close();
            }
            awaitTable(table -> table.destinations().get(0).active() == 0);
            try (Socket socket = connect(key)) {
                assertThat(who(socket)).isEqualTo('a');
            }
        }
    }

    @Test
    void aPortInUseIsARefusalThatTheNextTryMakesGood() throws Exception {
        ServiceKey.Address key;
        try (ServerSocket other = new ServerSocket(0, 1, local(0).address())) {
            key = new ServiceKey.Address(Protocol.TCP, local(other.getLocalPort()));
            assertThat(refusal(new Change.AddService(service(key, "rr"))))
                    .startsWith("listen at " + key)
                    .contains("Address already in use: another program has this port");
            assertThat(plane.read().services()).isEmpty();
        }

        apply(new Change.AddService(service(key, "rr")));
    }

    @Test
    void anAddressThatIsElsewhereIsARefusal() throws Exception {
        ServiceKey.Address elsewhere = new ServiceKey.Address(
                Protocol.TCP, new Endpoint(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 8080));

        assertThat(refusal(new Change.AddService(service(elsewhere, "rr"))))
                .startsWith("listen at tcp 192.0.2.1:8080")
                .contains("the address is not on this machine now");
    }

    @Test
    void closingEndsConnectionsAndThreads() throws Exception {
        ServiceKey key = freeTcp();
        try (TestServer a = TestServer.echo('a')) {
            serve(service(key, "rr"), a.port());
            try (Socket socket = connect((ServiceKey.Address) key)) {
                who(socket);
                List<Thread> threads = relayThreads();
                assertThat(threads).isNotEmpty();

                plane.close();
                plane.close();

                assertEnded(socket);
                for (Thread thread : threads) {
                    thread.join(
                            Duration.ofSeconds(20).toMillis()); // it has said that it ends, and does so a moment later
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }

    private static List<Thread> relayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("relay-"))
                .toList();
    }
}
