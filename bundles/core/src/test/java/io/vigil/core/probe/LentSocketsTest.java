package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckTarget;
import io.vigil.testkit.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.pop3.POP3Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that block, on sockets that the engine lends. */
final class LentSocketsTest {
    private final ProbeEngine engine = new ProbeEngine(ProbeLimits.DEFAULT);

    @AfterEach
    void leavesNothingBehind() {
        assertThat(engine.running()).isZero();
        engine.close();
    }

    /** What a client does with one connected socket; its text is the verdict. */
    private interface Use {
        String with(Socket socket, CheckContext context) throws Exception;
    }

    private static Checker using(Use use) {
        return context -> context.blocking(() -> {
            try (Socket socket = context.sockets()
                    .createSocket(
                            context.target().getAddress(), context.target().getPort())) {
                return Verdict.up(Verdict.Phase.RESPONSE, use.with(socket, context));
            } catch (IOException e) {
                return Verdict.down(Verdict.Phase.RESPONSE, e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        });
    }

    private static String ask(Socket socket, String question) throws IOException {
        socket.getOutputStream().write(question.getBytes(StandardCharsets.ISO_8859_1));
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                .readLine();
        return String.valueOf(line);
    }

    private static ScriptedServer.Script pong() {
        return client -> {
            client.hear(LineCheck.QUESTION);
            client.say("PONG\n");
        };
    }

    @Test
    void asksAndHears() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(pong())) {
            assertThat(Asked.patiently(
                                    engine,
                                    using((socket, context) -> ask(socket, LineCheck.QUESTION)),
                                    server.address())
                            .result())
                    .isEqualTo("up RESPONSE: PONG");
        }
    }

    @Test
    void servesAClientLibraryThatKnowsNothingOfIt() throws Exception {
        Checker pop3 = context -> context.blocking(() -> {
            POP3Client client = new POP3Client();
            client.setSocketFactory(context.sockets());
            client.connect(context.target().getAddress(), context.target().getPort());
            boolean in = client.login("probe", "secret");
            client.disconnect();
            return Verdict.up(Verdict.Phase.RESPONSE, in ? "logged in" : client.getReplyString());
        });
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.say("+OK hello\r\n");
            client.hear("USER probe\r\n");
            client.say("+OK\r\n");
            client.hear("PASS secret\r\n");
            client.say("+OK\r\n");
        })) {
            assertThat(Asked.patiently(engine, pop3, server.address()).result()).isEqualTo("up RESPONSE: logged in");
        }
    }

    @Test
    void carriesTheTlsOfAClientThatBringsItsOwn() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        Checker layered = using((socket, context) -> {
            SSLSocket secure = (SSLSocket) trusting.getSocketFactory()
                    .createSocket(socket, "server.example.org", context.target().getPort(), true);
            secure.startHandshake();
            return ask(secure, LineCheck.QUESTION);
        });
        try (ScriptedServer server = ScriptedServer.startTls(pong())) {
            assertThat(Asked.patiently(engine, layered, server.address()).result())
                    .isEqualTo("up RESPONSE: PONG");
        }
    }

    @Test
    void carriesManyBytesBothWays() throws Exception {
        int many = 3_000_000;
        Checker talkative = using((socket, context) -> {
            socket.getOutputStream().write("x".repeat(many / 10).getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes().length + " bytes";
        });
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.untilItLeaves();
            client.say("y".repeat(many));
        })) {
            assertThat(Asked.patiently(engine, talkative, server.address()).result())
                    .isEqualTo("up RESPONSE: " + many + " bytes");
            assertThat(server.heard()).hasSize(many / 10);
        }
    }

    @Test
    void saysRefusedWhenNobodyListens() throws Exception {
        assertThat(Asked.patiently(engine, using((socket, context) -> "connected"), ScriptedServer.nobody())
                        .result())
                .isEqualTo("down RESPONSE: ConnectException: refused");
    }

    @Test
    void saysResetWhenTheServerResets() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear(LineCheck.QUESTION);
            client.reset();
        })) {
            assertThat(Asked.patiently(
                                    engine,
                                    using((socket, context) -> ask(socket, LineCheck.QUESTION)),
                                    server.address())
                            .result())
                    .isEqualTo("down RESPONSE: SocketException: reset by peer");
        }
    }

    /** A client that sets no limit would wait for ever: a step's time is its limit. */
    @Test
    void readsNoLongerThanAStepUnlessToldOtherwise() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asked.briefly(
                                    engine,
                                    using((socket, context) -> ask(socket, LineCheck.QUESTION)),
                                    silent.address())
                            .result())
                    .isEqualTo("down RESPONSE: SocketTimeoutException: no answer within 0.5 s");
            assertThat(Asked.patiently(
                                    engine,
                                    using((socket, context) -> {
                                        socket.setSoTimeout(70);
                                        return ask(socket, LineCheck.QUESTION);
                                    }),
                                    silent.address())
                            .result())
                    .isEqualTo("down RESPONSE: SocketTimeoutException: no answer within 0.07 s");
        }
    }

    /** An hour is more than a run has: the read ends before the run does, so that the check can still give its verdict. */
    @Test
    void neverReadsPastTheDeadline() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asked.ask(
                                    engine,
                                    using((socket, context) -> {
                                        socket.setSoTimeout(3_600_000);
                                        return ask(socket, LineCheck.QUESTION);
                                    }),
                                    silent.address())
                            .result())
                    .startsWith("down RESPONSE: SocketTimeoutException: no answer");
        }
    }

    @Test
    void endsABlockedReadWhenTheRunEnds() throws Exception {
        AtomicReference<String> told = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Checker forgets = context -> {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            var unused = context.blocking(() -> {
                try (Socket socket = context.sockets().createSocket()) {
                    socket.connect(context.target());
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream().write('?');
                    asked.countDown();
                    return socket.getInputStream().read();
                } catch (IOException e) {
                    told.set(e.getMessage());
                    return -1;
                } finally {
                    over.countDown();
                }
            });
            var unusedToo = context.blocking(() -> {
                asked.await();
                return verdict.complete(Verdict.up(Verdict.Phase.RUN, "enough"));
            });
            return verdict;
        };
        try (ScriptedServer silent = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asked.patiently(engine, forgets, silent.address()).result())
                    .isEqualTo("up RUN: enough");
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(told.get()).isEqualTo("the check has ended");
            assertThat(silent.heard()).as("the connection was closed").isEqualTo("?");
        }
    }

    /** C7: what this machine cannot do says nothing of the server, whatever the client makes of it. */
    @Test
    void breaksTheCheckWhenTheSourceAddressIsNotHere() throws Exception {
        CheckTarget to = Asked.target(ScriptedServer.nobody());
        CheckTarget from = new CheckTarget(
                to.endpoint(), to.protocol(), Optional.of(InetAddress.getByName("192.0.2.1")), 0, Optional.empty(), 0);
        assertThat(Asked.patiently(engine, using((socket, context) -> "connected"), from)
                        .result())
                .isEqualTo("broke: could not bind to 192.0.2.1:0: Cannot assign requested address");
    }

    @Test
    void isBoundAsTheConfigurationSays() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            CheckTarget to = Asked.target(server.address());
            CheckTarget from = new CheckTarget(
                    to.endpoint(),
                    to.protocol(),
                    Optional.of(InetAddress.getByName("127.0.0.9")),
                    0,
                    Optional.empty(),
                    0);
            assertThat(Asked.patiently(
                                    engine,
                                    using((socket, context) -> socket.getLocalAddress() + " "
                                            + (socket.getLocalPort()
                                                    == ((InetSocketAddress) socket.getLocalSocketAddress()).getPort())),
                                    from)
                            .result())
                    .isEqualTo("up RESPONSE: /127.0.0.9 true");
        }
    }

    @Test
    void countsAgainstWhatARunMayOpenAndTake() throws Exception {
        ProbeLimits tight = new ProbeLimits(1, 2, 10_000, 2, ProbeLimits.DEFAULT.patience());
        try (ProbeEngine small = new ProbeEngine(tight);
                ScriptedServer flood = ScriptedServer.start(client -> client.flood("x", 1_000_000));
                ScriptedServer silent = ScriptedServer.start(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asked.patiently(
                                    small,
                                    using((socket, context) ->
                                            socket.getInputStream().readAllBytes().length + " bytes"),
                                    flood.address())
                            .result())
                    .isEqualTo("down RESPONSE: SocketException: sent more than 10000 bytes");
            assertThat(Asked.patiently(
                                    small,
                                    using((socket, context) -> {
                                        for (int i = 0; i < 2; i++) {
                                            context.sockets()
                                                    .createSocket(
                                                            context.target().getAddress(),
                                                            context.target().getPort());
                                        }
                                        return "three";
                                    }),
                                    silent.address())
                            .result())
                    .isEqualTo("broke: the check opened more than 2 connections");
        }
    }

    @Test
    void refusesToBlockTheEventLoop() throws Exception {
        assertThat(Asked.patiently(
                                engine,
                                context -> {
                                    try (Socket socket = context.sockets().createSocket()) {
                                        socket.connect(context.target());
                                    } catch (IOException e) {
                                        return CompletableFuture.failedFuture(e);
                                    }
                                    return CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "blocked"));
                                },
                                ScriptedServer.nobody())
                        .result())
                .isEqualTo("broke: the check threw IllegalStateException: a socket that blocks is for"
                        + " CheckContext.blocking, not for the event loop");
    }
}
