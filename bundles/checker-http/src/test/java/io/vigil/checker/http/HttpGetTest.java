package io.vigil.checker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP_GET against real sockets; test names carry the rules of the reference's behaviour. */
final class HttpGetTest extends CheckerContract {
    private static final CheckerDescription TYPE = new HttpGetFactory().description();
    private static final String OK = "HTTP/1.1 200 OK\r\nServer: test\r\n\r\nhello";
    /** Of {@code hello}. */
    private static final String DIGEST = "5d41402abc4b2a76b9719d911017c592";

    @Override
    protected CheckerFactory factory() {
        return new HttpGetFactory();
    }

    @Override
    protected Options options() {
        return block(url("/health").with("digest", DIGEST)).build();
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start().hear("\r\n\r\n").say(OK);
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().hear("\r\n\r\n").say("HTTP/1.1 503 Service Unavailable\r\n\r\nsorry"));
    }

    private static OptionsBuilder url(String path) {
        return OptionsBuilder.of(TYPE, "url").with("path", path);
    }

    private static OptionsBuilder block(OptionsBuilder... urls) {
        OptionsBuilder block = OptionsBuilder.of(TYPE);
        for (OptionsBuilder url : urls) {
            block.with("url", url.build());
        }
        return block;
    }

    private static Verdict ask(OptionsBuilder block, String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                ScriptedServer.of(Dialogue.start().hear("\r\n\r\n").say(answer)))) {
            return ask(block, server);
        }
    }

    private static Verdict ask(OptionsBuilder block, ScriptedServer server) throws Exception {
        return new LoopbackProbe()
                .within(Duration.ofSeconds(2), Duration.ofSeconds(5))
                .ask(new HttpGetFactory().create(block.build()), server.address());
    }

    private static String text(Verdict verdict) {
        return (verdict.up() ? "up " : "down ") + verdict.phase() + ": " + verdict.reason();
    }

    @Test
    void h1FollowsNoRedirect() throws Exception {
        OptionsBuilder block = block(url("/old").with("status_code", List.of("302")));
        assertThat(text(ask(block, "HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n")))
                .isEqualTo("up RESPONSE: status 302");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,  'GET /a?b=c HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: www.example.org\r\n\r\n'",
        "1.0C, 'GET /a?b=c HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\nHost: www.example.org\r\n\r\n'",
        "1.0c, 'GET /a?b=c HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\nHost: www.example.org\r\n\r\n'",
        "1.1,  'GET /a?b=c HTTP/1.1\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\nHost: www.example.org\r\n\r\n'",
    })
    void h2SendsExactlyThisRequest(String protocol, String request) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.of(healthy()))) {
            OptionsBuilder block =
                    block(url("/a?b=c")).with("http_protocol", protocol).with("virtualhost", "www.example.org");
            assertThat(ask(block, server).up()).isTrue();
            assertThat(server.heard()).isEqualTo(request);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "of-url, of-check, of-server, of-url",
        ",       of-check, of-server, of-check",
        ",       ,         of-server, of-server",
        ",       ,         ,          127.0.0.1:PORT",
    })
    void h3TakesTheFirstHostThatIsGiven(String ofUrl, String ofCheck, String ofServer, String host) throws Exception {
        OptionsBuilder url = url("/");
        Optional.ofNullable(ofUrl).ifPresent(name -> url.with("virtualhost", name));
        OptionsBuilder block = block(url);
        Optional.ofNullable(ofCheck).ifPresent(name -> block.with("virtualhost", name));
        LoopbackProbe probe = new LoopbackProbe();
        Optional.ofNullable(ofServer).ifPresent(probe::virtualHost);
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.of(healthy()))) {
            assertThat(probe.ask(new HttpGetFactory().create(block.build()), server.address())
                            .up())
                    .isTrue();
            assertThat(server.heard())
                    .contains("\r\nHost: "
                            + host.replace("PORT", "" + server.address().getPort()) + "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200-299,         'HTTP/1.1 200 OK',         up RESPONSE: status 200",
        "200-299,         'HTTP/1.0 204 No Content', up RESPONSE: status 204",
        "200-299,         'ICY 200 OK',              up RESPONSE: status 200",
        "200-299,         'HTTP/1.1 200',            'down RESPONSE: not an HTTP answer: \"HTTP/1.1 200\"'",
        "200-299,         'HTTP/1.1  200 OK',        'down RESPONSE: not an HTTP answer: \"HTTP/1.1  200 OK\"'",
        "200-299,         'HTTP/1.1 200 ',           up RESPONSE: status 200",
        "200-299,         'HTTP/1.1 301 Moved',      'down RESPONSE: status 301, expected 200-299'",
        "200-299 401 503, 'HTTP/1.1 401 No',         up RESPONSE: status 401",
        "404,             'HTTP/1.1 200 OK',         'down RESPONSE: status 200, expected 404'",
        "100-199,         'HTTP/1.1 101 Switching',  up RESPONSE: status 101",
        "200-299,         'HTTP/1.1 2000 OK',        'down RESPONSE: not an HTTP answer: \"HTTP/1.1 2000 OK\"'",
        "200-299,         'HTTP/1.1 20 OK',          'down RESPONSE: not an HTTP answer: \"HTTP/1.1 20 OK\"'",
        "200-299,         'SSH-2.0-OpenSSH',         'down RESPONSE: not an HTTP answer: \"SSH-2.0-OpenSSH\"'",
    })
    void h6JudgesTheStatus(String codes, String line, String verdict) throws Exception {
        OptionsBuilder block = block(url("/").with("status_code", List.of(codes.split(" "))));
        assertThat(text(ask(block, line + "\r\nServer: test\r\n\r\nhello"))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                          'down RESPONSE: closed without an answer'",
        "'HTTP/1.1 200 OK\r\nServer', 'down RESPONSE: closed in the middle of the header, after 23 bytes'",
        "'HTTP/1.1 200 OK\n\n',       'down RESPONSE: closed in the middle of the header, after 17 bytes'",
    })
    void h5NeedsAWholeHeader(String answer, String verdict) throws Exception {
        assertThat(text(ask(block(url("/")), answer))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "4095, up RESPONSE: status 200",
        "4096, down RESPONSE: the header does not end within 4095 bytes",
    })
    void h5TakesAHeaderOfSoManyBytesAndNoMore(int bytes, String verdict) throws Exception {
        String start = "HTTP/1.1 200 OK\r\nX-Long: ";
        String answer = start + "x".repeat(bytes - start.length() - 4) + "\r\n\r\nhello";
        assertThat(text(ask(block(url("/")), answer))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 5',    hello",
        "'Content-Length: 5',    hello and what does not belong to it",
        "'content-length:5',     hello",
        "'Content-Length: 9',    hello",
        "'X-Content-Length: 2',  hello",
        "'Server: none',         hello",
    })
    void h7ContentLengthLimitsTheDigest(String header, String body) throws Exception {
        OptionsBuilder block = block(url("/").with("digest", DIGEST.toUpperCase(java.util.Locale.ROOT)));
        assertThat(text(ask(block, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body)))
                .isEqualTo("up BODY: status 200 and the digest");
    }

    @ParameterizedTest
    @CsvSource({
        "9, hello,       'the body has 5 bytes, Content-Length announced 9'",
        "2, hello,       'the body has more than 2 bytes, Content-Length announced 2'",
        "5, hello,       ",
    })
    void h7TellsALengthThatIsNotTheAnnouncedOneAndGoesOn(int announced, String body, String warning) throws Exception {
        Verdict verdict = ask(block(url("/")), "HTTP/1.1 200 OK\r\nContent-Length: " + announced + "\r\n\r\n" + body);
        assertThat(text(verdict)).isEqualTo("up RESPONSE: status 200");
        assertThat(verdict.warning()).isEqualTo(Optional.ofNullable(warning));
    }

    @Test
    void h5TakesNoChunkedCodingOff() throws Exception {
        OptionsBuilder block = block(url("/").with("regex", "^5\r\nhello\r\n0\r\n\r\n$"));
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        assertThat(text(ask(block, answer))).isEqualTo("up BODY: status 200 and the pattern");
    }

    /** Six seconds for the answer, half a second between two pieces, five seconds for each of them. */
    @Test
    void h4GivesEachReadItsTime() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say("HTTP/1.1 200 OK\r\n\r\n");
            client.drip("hello, world", Duration.ofMillis(500));
        })) {
            Verdict verdict = new LoopbackProbe()
                    .within(Duration.ofSeconds(5), Duration.ofSeconds(40))
                    .ask(new HttpGetFactory().create(block(url("/")).build()), server.address());
            assertThat(text(verdict)).isEqualTo("up RESPONSE: status 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', status 200",
        "'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',      status 200",
        "'HTTP/1.1 204 None\r\n\r\n',                         status 204",
    })
    void isContentWithACompleteAnswerOnAConnectionThatStaysOpen(String answer, String reason) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say(answer);
            client.untilItLeaves();
        })) {
            Verdict verdict = ask(block(url("/")), server);
            assertThat(text(verdict)).isEqualTo("up RESPONSE: " + reason);
        }
    }

    @Test
    void h4WaitsForTheCloseWhereNothingElseEndsTheAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say(OK);
            client.untilItLeaves();
        })) {
            Verdict verdict = new LoopbackProbe()
                    .within(Duration.ofMillis(300), Duration.ofSeconds(5))
                    .ask(new HttpGetFactory().create(block(url("/")).build()), server.address());
            assertThat(text(verdict)).isEqualTo("down BODY: no answer, after the header and 5 bytes of body");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, 00000000000000000000000000000000, no, 'down RESPONSE: status 503, expected 200-299'",
        "200, 00000000000000000000000000000000, no, 'down BODY: digest 5d41402abc4b2a76b9719d911017c592 of 5 bytes, expected 00000000000000000000000000000000'",
        "200, 5d41402abc4b2a76b9719d911017c592, no, 'down BODY: the body has no match of \"no\"'",
        "200, 5d41402abc4b2a76b9719d911017c592, l+, up BODY: status 200 and the pattern",
    })
    void h8JudgesStatusThenDigestThenPattern(int status, String digest, String regex, String verdict) throws Exception {
        OptionsBuilder block = block(url("/").with("digest", digest).with("regex", regex));
        assertThat(text(ask(block, "HTTP/1.1 " + status + " Why\r\n\r\nhello"))).isEqualTo(verdict);
    }

    @Test
    void h8CanAskForAPatternToBeAbsent() throws Exception {
        OptionsBuilder block = block(url("/").with("regex", "h.l").with("regex_no_match"));
        assertThat(text(ask(block, OK))).isEqualTo("down BODY: the body matches \"h.l\", which it must not");
        assertThat(ask(block, "HTTP/1.1 200 OK\r\n\r\ngoodbye").up()).isTrue();
    }

    @Test
    void h9AsksForEveryUrlOnItsOwnConnectionUntilOneFails() throws Exception {
        OptionsBuilder block = block(url("/one"), url("/two"), url("/three"));
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say(OK);
        })) {
            assertThat(text(ask(block, server))).isEqualTo("up RESPONSE: every URL passed, the last with status 200");
            assertThat(List.of(server.heard(), server.heard(), server.heard()))
                    .extracting(request -> request.substring(4, request.indexOf(" HTTP/")))
                    .containsExactly("/one", "/two", "/three");
        }
    }

    @Test
    void h9NamesTheUrlThatFailed() throws Exception {
        OptionsBuilder block = block(url("/one"), url("/two").with("status_code", List.of("404")), url("/three"));
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say(OK);
        })) {
            assertThat(text(ask(block, server))).isEqualTo("down RESPONSE: /two: status 200, expected 404");
        }
    }

    @Test
    void sendsAPathOfAnyLengthWhole() throws Exception {
        String path = "/" + "x".repeat(3000);
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.of(healthy()))) {
            assertThat(ask(block(url(path)), server).up()).isTrue();
            assertThat(server.heard()).startsWith("GET " + path + " HTTP/1.0\r\n");
        }
    }
}
