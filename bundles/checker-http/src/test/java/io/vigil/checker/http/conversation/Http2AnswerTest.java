package io.vigil.checker.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Frame;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import io.vigil.testkit.ServerTls;
import io.vigil.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code http_protocol 2} against Netty's server side. */
final class Http2AnswerTest {
    private static Http2Frame headers(String status, boolean end) {
        return new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status), end);
    }

    private static Http2Frame data(String text) {
        return new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)), true);
    }

    private static OptionsBuilder hello() {
        return Asking.block(Asking.CLEAR, url -> url.with("regex", "^hello$")).with("http_protocol", "2");
    }

    private static String verdict(OptionsBuilder block, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return Asking.text(Asking.ask(Asking.clear(block), server));
        }
    }

    @Test
    void asksInTheClearByPriorKnowledge() throws Exception {
        Http2Script script = new Http2Script(() -> List.of(headers("200", false), data("hello")));
        assertThat(verdict(hello(), script)).isEqualTo("up BODY: status 200 and the pattern");
        assertThat(script.asked.take())
                .isEqualTo(":method=GET :scheme=http :authority=server.example.org :path=/ user-agent=KeepAliveClient");
    }

    @Test
    void sendsMethodFieldsAndBody() throws Exception {
        Http2Script script = new Http2Script(() -> List.of(headers("204", true)));
        OptionsBuilder block = Asking.block(
                        Asking.CLEAR,
                        url -> url.with("method", "POST")
                                .with("header", "X-Probe: yes")
                                .with("header", "User-Agent: probe")
                                .with("body", "caf\u00e9"))
                .with("http_protocol", "2");
        assertThat(verdict(block, script)).isEqualTo("up RESPONSE: status 204");
        assertThat(script.asked.take())
                .isEqualTo(":method=POST :scheme=http :authority=server.example.org :path=/ x-probe=yes"
                        + " user-agent=probe content-length=5 caf\u00e9");
    }

    @Test
    void asksBehindTlsWhatAlpnAgreedOn() throws Exception {
        Http2Script script = new Http2Script(() -> List.of(headers("200", true)));
        OptionsBuilder block = Asking.block(Asking.BEHIND_TLS, url -> {}).with("http_protocol", "2");
        ServerTls tls = ServerTls.showing(TestCertificate.SERVER).speaking("h2", "http/1.1");
        try (ScriptedServer server = ScriptedServer.startTls(script, tls)) {
            Verdict verdict = Asking.ask(Asking.behindTls(block), server);
            assertThat(Asking.text(verdict)).isEqualTo("up RESPONSE: status 200");
            assertThat(script.asked.take()).contains(":scheme=https");
        }
    }

    @Test
    void saysThatAServerBehindTlsDoesNotSpeakIt() throws Exception {
        OptionsBuilder block = Asking.block(Asking.BEHIND_TLS, url -> {}).with("http_protocol", "2");
        try (ScriptedServer server = ScriptedServer.startTls(ScriptedServer.Client::untilItLeaves)) {
            assertThat(Asking.text(Asking.ask(Asking.behindTls(block), server)))
                    .isEqualTo("down TLS: the server did not choose HTTP/2 (ALPN h2)");
        }
    }

    @Test
    void takesABodyThatIsLongerThanTheWindow() throws Exception {
        OptionsBuilder block =
                Asking.block(Asking.CLEAR, url -> url.with("regex", "^x++END$")).with("http_protocol", "2");
        Http2Script script = new Http2Script(() -> List.of(headers("200", false), data("x".repeat(300_000) + "END")));
        assertThat(verdict(block, script)).isEqualTo("up BODY: status 200 and the pattern");
    }

    @Test
    void passesOverInterimAnswersAndTrailers() throws Exception {
        Http2Frame noEnd =
                new DefaultHttp2DataFrame(Unpooled.wrappedBuffer("hello".getBytes(StandardCharsets.UTF_8)), false);
        Http2Frame trailers = new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().add("x-sum", "1"), true);
        Http2Script script =
                new Http2Script(() -> List.of(headers("103", false), headers("200", false), noEnd, trailers));
        assertThat(verdict(hello(), script)).isEqualTo("up BODY: status 200 and the pattern");
    }

    @Test
    void saysDownOnAnotherStatusAndOnAnotherBody() throws Exception {
        assertThat(verdict(hello(), new Http2Script(() -> List.of(headers("503", false), data("hello")))))
                .isEqualTo("down RESPONSE: status 503, expected 200-299");
        assertThat(verdict(hello(), new Http2Script(() -> List.of(headers("200", false), data("goodbye")))))
                .isEqualTo("down BODY: the body has no match of \"^hello$\"");
    }

    @Test
    void tellsWhyAServerBreaksOff() throws Exception {
        assertThat(verdict(
                        hello(), new Http2Script(() -> List.of(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM)))))
                .isEqualTo("down RESPONSE: the server reset the stream, REFUSED_STREAM");
        assertThat(verdict(
                        hello(),
                        new Http2Script(() ->
                                List.of(headers("200", false), new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR)))))
                .isEqualTo("down BODY: the server reset the stream, INTERNAL_ERROR");
    }

    @Test
    void isNotContentWithAServerThatGoesAway() throws Exception {
        Http2Frame away = new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM);
        assertThat(verdict(hello(), new Http2Script(() -> List.of(away)))).startsWith("down RESPONSE: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                      'down RESPONSE: closed without an answer'",
        "'HTTP/1.1 400 Bad Request\r\n\r\nsorry', 'down RESPONSE: not an HTTP/2 answer: '",
    })
    void saysThatAServerOfHttp1DoesNotSpeakIt(String answer, String verdict) throws Exception {
        String found = verdict(hello(), client -> {
            client.hear("SM\r\n\r\n");
            client.say(answer);
        });
        assertThat(found).startsWith(verdict);
    }
}
