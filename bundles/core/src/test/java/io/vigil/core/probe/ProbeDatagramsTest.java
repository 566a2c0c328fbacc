package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckTarget;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProbeDatagramsTest {
    /** Sends so many bytes and tells how many come back, and from which local address it was. */
    private record SizeCheck(int size) implements Checker {
        @Override
        public CompletionStage<Verdict> check(CheckContext context) {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            context.datagrams(context.target(), new ConnectionHandler() {
                @Override
                public void connected(Connection connection) {
                    connection.send(ByteBuffer.allocate(size));
                    connection.expectWithin(context.stepTimeout());
                }

                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    verdict.complete(Verdict.up(
                            Verdict.Phase.RESPONSE,
                            bytes.remaining() + " from "
                                    + connection.local().getAddress().getHostAddress()));
                }

                @Override
                public void failed(Verdict.Phase phase, IOException cause) {
                    verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
                }
            });
            return verdict;
        }
    }

    /** Answers one datagram with itself, if it answers at all. */
    private static final class EchoServer implements AutoCloseable {
        private final DatagramSocket socket;

        EchoServer(boolean answers) throws IOException {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> serve(answers), "test-udp");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(boolean answers) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            try {
                while (true) {
                    socket.receive(packet);
                    if (answers) {
                        socket.send(packet);
                    }
                }
            } catch (IOException closed) {
                return;
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearsDatagramsWhole(ProbeConnectionTest.Kind kind) throws Exception {
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                EchoServer server = new EchoServer(true)) {
            for (int size : new int[] {1, 512, 60_000}) {
                assertThat(Asked.patiently(engine, new SizeCheck(size), server.address())
                                .result())
                        .isEqualTo("up RESPONSE: " + size + " from 127.0.0.1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysRefusedWhenTheKernelThereSaysSo(ProbeConnectionTest.Kind kind) throws Exception {
        InetSocketAddress nobody;
        try (EchoServer gone = new EchoServer(false)) {
            nobody = gone.address();
        }
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind)) {
            assertThat(Asked.patiently(engine, new SizeCheck(10), nobody).result())
                    .isEqualTo("down RESPONSE: refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysNoAnswerWhenTheServerIsSilent(ProbeConnectionTest.Kind kind) throws Exception {
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                EchoServer server = new EchoServer(false)) {
            assertThat(Asked.briefly(engine, new SizeCheck(10), server.address())
                            .result())
                    .isEqualTo("down RESPONSE: no answer within 0.5 s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesFromTheSourceAddressThatIsAskedFor(ProbeConnectionTest.Kind kind) throws Exception {
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                EchoServer server = new EchoServer(true)) {
            assertThat(Asked.patiently(engine, new SizeCheck(10), from(server.address(), "127.0.0.9"))
                            .result())
                    .isEqualTo("up RESPONSE: 10 from 127.0.0.9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void breaksWhenTheFaultIsOurs(ProbeConnectionTest.Kind kind) throws Exception {
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                EchoServer server = new EchoServer(true)) {
            assertThat(Asked.patiently(engine, new SizeCheck(10), from(server.address(), "192.0.2.1"))
                            .result())
                    .isEqualTo("broke: could not bind to 192.0.2.1:0: Cannot assign requested address");
            assertThat(Asked.patiently(engine, new SizeCheck(70_000), server.address())
                            .result())
                    .as("longer than any datagram")
                    .startsWith("broke: could not send to 127.0.0.1:");
        }
    }

    private static CheckTarget from(InetSocketAddress server, String source) throws IOException {
        CheckTarget to = Asked.target(server);
        return new CheckTarget(
                to.endpoint(), to.protocol(), Optional.of(InetAddress.getByName(source)), 0, Optional.empty(), 0);
    }
}
