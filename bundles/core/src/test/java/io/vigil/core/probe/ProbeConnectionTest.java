package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckTarget;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ProbeConnectionTest {
    /** Both ways to reach the network, and to speak TLS. */
    enum Kind {
        NATIVE,
        JDK
    }

    static ProbeEngine engine(Kind kind) {
        if (kind == Kind.NATIVE) {
            assumeThat(Epoll.isAvailable()).as("native epoll library").isTrue();
            return new ProbeEngine(ProbeLimits.DEFAULT);
        }
        return new ProbeEngine(ProbeLimits.DEFAULT, Transport::selector, TlsContexts.Provider.JDK);
    }

    private static ScriptedServer pong() {
        return ScriptedServer.start(client -> {
            client.hear(LineCheck.QUESTION);
            client.say("PONG\n");
        });
    }

    @ParameterizedTest
    @EnumSource
    void exchangesBytesWithTheServer(Kind kind) throws Exception {
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = pong()) {
            assertThat(Asked.patiently(engine, new LineCheck(), server.address())
                            .result())
                    .isEqualTo("up RESPONSE: PONG");
            assertThat(server.heard()).isEqualTo(LineCheck.QUESTION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysRefusedWhenNobodyListens(Kind kind) throws Exception {
        try (ProbeEngine engine = engine(kind)) {
            assertThat(Asked.patiently(engine, new LineCheck(), ScriptedServer.nobody())
                            .result())
                    .isEqualTo("down CONNECT: refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysNoAnswerWhenTheServerIsSilent(Kind kind) throws Exception {
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asked.briefly(engine, new LineCheck(), server.address()).result())
                    .isEqualTo("down RESPONSE: no answer within 0.5 s");
            assertThat(server.heard()).as("the connection was closed").isEqualTo(LineCheck.QUESTION);
        }
    }

    /** The server answers at once, but the loop has no time to look until the step's time is long over. */
    @ParameterizedTest
    @EnumSource
    void hearsAnAnswerThatCameWhileTheLoopWasBusy(Kind kind) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(client -> {
                    client.hear(LineCheck.QUESTION);
                    client.say("PONG\n");
                    answered.countDown();
                })) {
            Checker busy = context -> {
                CompletableFuture<Verdict> verdict = new CompletableFuture<>();
                context.connect(new ConnectionHandler() {
                    @Override
                    public void connected(Connection connection) {
                        connection.send(LineCheck.bytes(LineCheck.QUESTION));
                        connection.expectWithin(context.stepTimeout());
                        holdTheLoop(answered);
                    }

                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        verdict.complete(Verdict.up(Verdict.Phase.RESPONSE, "heard"));
                    }

                    @Override
                    public void failed(Verdict.Phase phase, IOException cause) {
                        verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
                    }
                });
                return verdict;
            };
            assertThat(Asked.briefly(engine, busy, server.address()).result()).isEqualTo("up RESPONSE: heard");
        }
    }

    private static void holdTheLoop(CountDownLatch answered) {
        long timeIsUp = System.nanoTime() + 2 * Asked.STEP.toNanos();
        while (answered.getCount() > 0 || System.nanoTime() - timeIsUp < 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysNoAnswerWhenTheConnectionIsNotTaken(Kind kind) throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (ProbeEngine engine = engine(kind);
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                crowd.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            assertThat(Asked.briefly(engine, new LineCheck(), (InetSocketAddress) full.getLocalSocketAddress())
                            .result())
                    .isEqualTo("down CONNECT: no answer within 0.5 s");
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysResetWhenTheServerResets(Kind kind) throws Exception {
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(client -> {
                    client.hear(LineCheck.QUESTION);
                    client.reset();
                })) {
            assertThat(Asked.patiently(engine, new LineCheck(), server.address())
                            .result())
                    .isEqualTo("down RESPONSE: reset by peer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAnOrderlyCloseApart(Kind kind) throws Exception {
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(client -> client.hear(LineCheck.QUESTION))) {
            assertThat(Asked.patiently(engine, new LineCheck(), server.address())
                            .result())
                    .isEqualTo("down RESPONSE: closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoMoreBytesThanARunMayTake(Kind kind) throws Exception {
        ProbeLimits tight = new ProbeLimits(1, 1, 10_000, 1, ProbeLimits.DEFAULT.patience());
        try (ProbeEngine engine = new ProbeEngine(
                        tight, kind == Kind.NATIVE ? Transport::open : Transport::selector, TlsContexts.Provider.JDK);
                ScriptedServer server = ScriptedServer.start(client -> client.flood("x", Long.MAX_VALUE))) {
            assertThat(Asked.patiently(engine, new LineCheck(), server.address())
                            .result())
                    .isEqualTo("down RESPONSE: sent more than 10000 bytes");
        }
    }

    /** C7: what this machine cannot do says nothing of the server. */
    @ParameterizedTest
    @EnumSource
    void breaksWhenTheSourceAddressIsNotHere(Kind kind) throws Exception {
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = pong()) {
            CheckTarget to = Asked.target(server.address());
            CheckTarget from = new CheckTarget(
                    to.endpoint(),
                    to.protocol(),
                    Optional.of(InetAddress.getByName("192.0.2.1")),
                    0,
                    Optional.empty(),
                    0);
            assertThat(Asked.patiently(engine, new LineCheck(), from).result())
                    .isEqualTo("broke: could not bind to 192.0.2.1:0: Cannot assign requested address");
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectsFromTheSourceAddressAndPortThatAreAskedFor(Kind kind) throws Exception {
        int port = ScriptedServer.nobody().getPort();
        Checker tellsItsAddress = context -> {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            context.connect(new ConnectionHandler() {
                @Override
                public void connected(Connection connection) {
                    verdict.complete(
                            Verdict.up(Verdict.Phase.CONNECT, connection.local().toString()));
                }

                @Override
                public void failed(Verdict.Phase phase, IOException cause) {
                    verdict.completeExceptionally(cause);
                }
            });
            return verdict;
        };
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = pong()) {
            CheckTarget to = Asked.target(server.address());
            CheckTarget from = new CheckTarget(
                    to.endpoint(),
                    to.protocol(),
                    Optional.of(InetAddress.getByName("127.0.0.9")),
                    port,
                    Optional.empty(),
                    0);
            assertThat(Asked.patiently(engine, tellsItsAddress, from).result())
                    .isEqualTo("up CONNECT: /127.0.0.9:" + port);
        }
    }

    @ParameterizedTest
    @CsvSource({"7,", "0,lo"})
    void saysSoWhenMarksAndInterfacesNeedTheNativeLibrary(int mark, String link) throws Exception {
        try (ProbeEngine engine = engine(Kind.JDK);
                ScriptedServer server = pong()) {
            CheckTarget to = Asked.target(server.address());
            CheckTarget marked =
                    new CheckTarget(to.endpoint(), to.protocol(), Optional.empty(), 0, Optional.ofNullable(link), mark);
            assertThat(Asked.patiently(engine, new LineCheck(), marked).result())
                    .isEqualTo("broke: fwmark and bind_if need the native epoll library, which is not loaded here");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lo, up RESPONSE: PONG",
        "nosuch0, broke: could not make a socket on nosuch0: No such device",
    })
    void bindsToAnInterface(String link, String result) throws Exception {
        try (ProbeEngine engine = engine(Kind.NATIVE);
                ScriptedServer server = pong()) {
            CheckTarget to = Asked.target(server.address());
            CheckTarget bound =
                    new CheckTarget(to.endpoint(), to.protocol(), Optional.empty(), 0, Optional.of(link), 0);
            assertThat(Asked.patiently(engine, new LineCheck(), bound).result()).isEqualTo(result);
        }
    }

    @ParameterizedTest
    @CsvSource({"NATIVE, www.example.org", "NATIVE,", "JDK, www.example.org", "JDK,"})
    void speaksTlsAndSendsTheServerNameOnlyWhenAsked(Kind kind, String name) throws Exception {
        TlsSettings settings = tls(Optional.ofNullable(name), false, false);
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.startTls(client -> {
                    client.hear(LineCheck.QUESTION);
                    client.say(client.serverName().orElse("no name") + "\n");
                })) {
            LineCheck check = new LineCheck(Optional.of(settings));
            for (int i = 0; i < 3; i++) {
                assertThat(Asked.patiently(engine, check, server.address()).result())
                        .isEqualTo("up RESPONSE: " + (name == null ? "no name" : name));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesASelfSignedCertificateWhenAskedToVerify(Kind kind) throws Exception {
        TlsSettings settings = tls(Optional.of("www.example.org"), true, false);
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.startTls(client -> client.say("PONG\n"))) {
            assertThat(Asked.patiently(engine, new LineCheck(Optional.of(settings)), server.address())
                            .result())
                    .startsWith("down TLS: certificate refused: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysSoWhenTheAnswerIsNotTls(Kind kind) throws Exception {
        TlsSettings settings = tls(Optional.empty(), false, true);
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(client -> client.say("220 mail.example.org ready\r\n"))) {
            assertThat(Asked.patiently(engine, new LineCheck(Optional.of(settings)), server.address())
                            .result())
                    .isEqualTo("down TLS: the answer is not TLS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpOnASilentHandshake(Kind kind) throws Exception {
        TlsSettings settings = tls(Optional.empty(), false, false);
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asked.briefly(engine, new LineCheck(Optional.of(settings)), server.address())
                            .result())
                    .isEqualTo("down TLS: no answer within 0.5 s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearsWhatTheServerSaidBeforeItClosed(Kind kind) throws Exception {
        StringBuilder all = new StringBuilder();
        Checker reader = context -> {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            context.connect(new ConnectionHandler() {
                @Override
                public void connected(Connection connection) {}

                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    all.append("x".repeat(bytes.remaining()));
                }

                @Override
                public void closed(Connection connection) {
                    verdict.complete(Verdict.up(Verdict.Phase.BODY, all.length() + " bytes"));
                }

                @Override
                public void failed(Verdict.Phase phase, IOException cause) {
                    verdict.completeExceptionally(cause);
                }
            });
            return verdict;
        };
        try (ProbeEngine engine = engine(kind);
                ScriptedServer server = ScriptedServer.start(client -> client.say("y".repeat(300_000)))) {
            assertThat(Asked.patiently(engine, reader, server.address()).result())
                    .isEqualTo("up BODY: 300000 bytes");
        }
    }

    private static TlsSettings tls(Optional<String> name, boolean verify, boolean closeNotify) {
        return new TlsSettings(
                name, verify, closeNotify, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
