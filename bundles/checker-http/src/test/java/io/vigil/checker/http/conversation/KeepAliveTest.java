package io.vigil.checker.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code keep_alive}: the next run asks on the same connection. */
final class KeepAliveTest {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n";
    private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final AtomicInteger connections = new AtomicInteger();

    private static OptionsBuilder hello() {
        return Asking.block(Asking.CLEAR, url -> url.with("regex", "^hello$"))
                .with("http_protocol", "1.1")
                .with("keep_alive");
    }

    /** Answers like this until the client leaves. */
    private ScriptedServer.Script always(String answer) {
        return client -> {
            connections.incrementAndGet();
            while (true) {
                client.hear("\r\n\r\n");
                client.say(answer);
            }
        };
    }

    private void assertRuns(int runs, HttpCheck check, ScriptedServer server, int connectionsUsed) throws Exception {
        try (LoopbackProbe probe = Asking.probe()) {
            for (int run = 0; run < runs; run++) {
                Verdict verdict = probe.ask(check, server.address());
                assertThat(Asking.text(verdict)).isEqualTo("up BODY: status 200 and the pattern");
            }
        }
        assertThat(connections).hasValue(connectionsUsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, CHUNKED})
    void asksTheNextTimeOnTheSameConnection(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(always(answer))) {
            assertRuns(3, Asking.clear(hello()), server, 1);
            assertThat(server.heard())
                    .startsWith(
                            "GET / HTTP/1.1\r\nUser-Agent: KeepAliveClient\r\nHost: server.example.org\r\n\r\nGET ");
        }
    }

    @Test
    void staysSecured() throws Exception {
        OptionsBuilder block = Asking.block(Asking.BEHIND_TLS, url -> url.with("regex", "^hello$"))
                .with("http_protocol", "1.1")
                .with("keep_alive");
        try (ScriptedServer server = ScriptedServer.startTls(always(WITH_LENGTH))) {
            assertRuns(2, Asking.behindTls(block), server, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello'",
        "'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello'",
        "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more'",
    })
    void takesANewConnectionWhereTheAnswerLeavesNoneToUse(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(always(answer))) {
            assertRuns(2, Asking.clear(hello()), server, 2);
        }
    }

    @Test
    void holdsItAgainstNobodyThatAnIdleConnectionWasClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> {
            connections.incrementAndGet();
            client.hear("\r\n\r\n");
            client.say(WITH_LENGTH);
            client.hangUp();
        })) {
            assertRuns(3, Asking.clear(hello()), server, 3);
        }
    }

    @Test
    void saysDownWhenAChunkedBodyIsNoneOrBreaksOff() throws Exception {
        String header = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say(header + "hello\r\n");
        })) {
            assertThat(Asking.text(Asking.ask(Asking.clear(hello()), server)))
                    .isEqualTo("down BODY: the body is not chunked as announced");
        }
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say(header + "5\r\nhello\r\n");
        })) {
            assertThat(Asking.text(Asking.ask(Asking.clear(hello()), server)))
                    .isEqualTo("down BODY: closed in the middle of the body, after 5 bytes");
        }
    }

    @Test
    void asksOneZeroToKeepTheConnection() throws Exception {
        OptionsBuilder block =
                Asking.block(Asking.CLEAR, url -> url.with("regex", "^hello$")).with("keep_alive");
        String answer = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello";
        try (ScriptedServer server = ScriptedServer.start(always(answer))) {
            assertRuns(2, Asking.clear(block), server, 1);
            assertThat(server.heard()).contains("\r\nConnection: keep-alive\r\nHost: ");
        }
    }
}
