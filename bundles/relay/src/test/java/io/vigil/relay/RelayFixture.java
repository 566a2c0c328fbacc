package io.vigil.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A relay on the loopback with a manual clock, and short ways to use it. */
@Timeout(30)
class RelayFixture {
    static final int PATIENCE_MILLIS = 10_000;
    static final Duration DRAIN = Duration.ofSeconds(60);
    static final int MOST_CONNECTIONS = 8;

    final AtomicLong clock = new AtomicLong();
    final RelayDataPlane plane = new RelayDataPlane(
            new Settings(2, MOST_CONNECTIONS, 100, Duration.ofSeconds(2), DRAIN, 1 << 20, Duration.ofMillis(10)),
            clock::get);

    @AfterEach
    void closePlane() {
        plane.close();
    }

    static Endpoint local(int port) {
        return new Endpoint(InetAddress.getLoopbackAddress(), port);
    }

    /** A TCP service at a port that is free now. */
    static ServiceKey.Address freeTcp() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ServiceKey.Address(Protocol.TCP, local(free.getLocalPort()));
        }
    }

    static ServiceEntry service(ServiceKey key, String scheduler) {
        return new ServiceEntry(key, scheduler, Set.of(), Optional.empty(), false);
    }

    static DestinationEntry server(int port, int weight) {
        return new DestinationEntry(local(port), ForwardingMethod.NAT, Optional.empty(), weight, 0, 0);
    }

    /** Opens a service with these servers, each of weight 1. */
    void serve(ServiceEntry entry, int... ports) throws Exception {
        apply(new Change.AddService(entry));
        for (int port : ports) {
            apply(new Change.AddDestination(entry.key(), server(port, 1)));
        }
    }

    void apply(Change... changes) throws Exception {
        assertThat(plane.apply(Arrays.asList(changes))).isEmpty();
    }

    String refusal(Change change) throws Exception {
        return plane.apply(java.util.List.of(change)).get(0).reason();
    }

    void passes(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** The only service of the table, as soon as it is like that. */
    Table.Service awaitTable(Predicate<Table.Service> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (true) {
            Table.Service now = plane.read().services().get(0);
            if (wanted.test(now)) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                return fail("the table stayed " + now);
            }
            Thread.onSpinWait();
        }
    }

    static Socket connect(ServiceKey.Address key) throws IOException {
        Socket socket = new Socket(key.endpoint().address(), key.endpoint().port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The name that the server behind a new connection says. */
    static char who(Socket socket) throws IOException {
        int name = socket.getInputStream().read();
        assertThat(socket.getInputStream().read()).isEqualTo('\n');
        return (char) name;
    }

    static void assertEchoes(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(new String(
                        socket.getInputStream().readNBytes(text.length()), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }

    /** That the connection was closed or reset from the other side. */
    static void assertEnded(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}
