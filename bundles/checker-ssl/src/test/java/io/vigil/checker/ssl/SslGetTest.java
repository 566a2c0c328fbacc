package io.vigil.checker.ssl;

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

final class SslGetTest extends CheckerContract {
    private static final CheckerDescription TYPE = new SslGetFactory().description();
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @Override
    protected CheckerFactory factory() {
        return new SslGetFactory();
    }

    @Override
    protected Options options() {
        return block().build();
    }

    @Override
    protected Dialogue healthy() {
        return Dialogue.start().hear("\r\n\r\n").say(OK);
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(Dialogue.start().hear("\r\n\r\n").say("HTTP/1.1 500 Oh\r\n\r\n"));
    }

    @Override
    protected ScriptedServer serve(ScriptedServer.Script script) {
        return ScriptedServer.startTls(script);
    }

    private static OptionsBuilder block() {
        return OptionsBuilder.of(TYPE)
                .with("url", OptionsBuilder.of(TYPE, "url").with("path", "/x").build());
    }

    private static Verdict ask(OptionsBuilder block, Optional<String> virtualHost, ScriptedServer server)
            throws Exception {
        LoopbackProbe probe = new LoopbackProbe().within(Duration.ofSeconds(2), Duration.ofSeconds(5));
        virtualHost.ifPresent(probe::virtualHost);
        return probe.ask(new SslGetFactory().create(block.build()), server.address());
    }

    @Test
    void asksWhatHttpGetAsks() throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(block(), Optional.of("www.example.org"), server).up())
                    .isTrue();
            assertThat(server.heard())
                    .startsWith("GET /x HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: www.example.org\r\n\r\n");
        }
    }

    /** What is asked for, as H2 and H3 have it. */
    @ParameterizedTest
    @CsvSource({
        "1.0, of-url, of-check, GET /x HTTP/1.0, , of-url",
        "1.1, ,       of-check, GET /x HTTP/1.1, Connection: close, of-check",
        "1.1, ,       ,         GET /x HTTP/1.1, Connection: close, of-server",
    })
    void asksByTheProtocolAndTheNameThatAreWritten(
            String protocol, String ofUrl, String ofCheck, String line, String field, String host) throws Exception {
        OptionsBuilder url = OptionsBuilder.of(TYPE, "url").with("path", "/x");
        Optional.ofNullable(ofUrl).ifPresent(name -> url.with("virtualhost", name));
        OptionsBuilder block = OptionsBuilder.of(TYPE).with("url", url.build()).with("http_protocol", protocol);
        Optional.ofNullable(ofCheck).ifPresent(name -> block.with("virtualhost", name));
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(block, Optional.of("of-server"), server).up()).isTrue();
            assertThat(server.heard())
                    .isEqualTo(line + "\r\nUser-Agent: KeepAliveClient\r\n" + (field == null ? "" : field + "\r\n")
                            + "Host: " + host + "\r\n\r\n");
        }
    }

    /** What is made of the answer, as H6 and H8 have it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status_code      | 200                              | status 200",
                "status_code      | 404                              | status 200, expected 404",
                "digest           | 5d41402abc4b2a76b9719d911017c592 | status 200 and the digest",
                "digest           | 00000000000000000000000000000000 | digest 5d41402abc4b2a76b9719d911017c592 of 5 bytes, expected 00000000000000000000000000000000",
                "regex            | h.l                              | status 200 and the pattern",
                "regex            | H.L                              | the body has no match of \"H.L\"",
                "regex_options    | caseless                         | status 200 and the pattern",
                "regex_no_match   | on                               | the body matches \"h.l\", which it must not",
                "regex_min_offset | 1                                | the body has no match of \"h.l\"",
                "regex_max_offset | 1                                | the body has no match of \"l+o\"",
            })
    void judgesTheAnswerAsHttpGetDoes(String option, String value, String reason) throws Exception {
        OptionsBuilder url = OptionsBuilder.of(TYPE, "url").with("path", "/x");
        switch (option) {
            case "status_code" -> url.with(option, List.of(value));
            case "regex_options" -> url.with("regex", "H.L").with(option, List.of(value));
            case "regex_no_match" -> url.with("regex", "h.l").with(option);
            case "regex_min_offset" -> url.with("regex", "h.l").with(option, 1L);
            case "regex_max_offset" -> url.with("regex", "l+o").with(option, 1L);
            default -> url.with(option, value);
        }
        OptionsBuilder block = OptionsBuilder.of(TYPE).with("url", url.build());
        try (ScriptedServer server = serve(ScriptedServer.of(healthy()))) {
            assertThat(ask(block, Optional.empty(), server).reason()).isEqualTo(reason);
        }
    }

    @Test
    void saysThatAServerInTheClearIsNoTls() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(client -> client.say(OK))) {
            Verdict verdict = ask(block(), Optional.empty(), server);
            assertThat(verdict.up()).isFalse();
            assertThat(verdict.phase()).isEqualTo(Verdict.Phase.TLS);
        }
    }

    /** H11. */
    @ParameterizedTest
    @CsvSource({
        "off, ,             www.example.org,      none",
        "on,  ,             www.example.org,      www.example.org",
        "on,  ,             www.example.org:8443, www.example.org",
        "on,  sni.example,  www.example.org,      sni.example",
        "off, sni.example,  www.example.org,      sni.example",
        "on,  ,             ,                     none",
        "on,  ,             192.0.2.1,            none",
        "off, '',            www.example.org,      www.example.org",
    })
    void h11SendsAServerNameOnlyWhenAsked(String enable, String sniName, String virtualHost, String sent)
            throws Exception {
        OptionsBuilder block = block().with("enable_sni", enable.equals("on"));
        Optional.ofNullable(sniName)
                .ifPresent(name -> block.with("sni_name", name.isEmpty() ? List.of() : List.of(name)));
        try (ScriptedServer server = serve(client -> {
            client.hear("\r\n\r\n");
            String name = client.serverName().orElse("none");
            client.say("HTTP/1.1 " + (name.equals(sent) ? 200 : 421) + " " + name + "\r\n\r\n");
        })) {
            assertThat(ask(block, Optional.ofNullable(virtualHost), server).reason())
                    .isEqualTo("status 200");
        }
    }

    @Test
    void h11TakesARudeEndForTheEndOfTheData() throws Exception {
        try (ScriptedServer server = serve(client -> {
            client.hear("\r\n\r\n");
            client.say("HTTP/1.1 200 OK\r\n\r\nno length, no close_notify");
            client.hangUp();
        })) {
            assertThat(ask(block(), Optional.empty(), server).reason()).isEqualTo("status 200");
        }
    }

    /** Six seconds for the answer, one second for the whole of it. */
    @Test
    void h4GivesTheWholeAnswerTheTimeOfOneStep() throws Exception {
        try (ScriptedServer server = serve(client -> {
            client.hear("\r\n\r\n");
            client.say("HTTP/1.1 200 OK\r\n\r\n");
            client.drip("x".repeat(30), Duration.ofMillis(200));
        })) {
            Verdict verdict = new LoopbackProbe()
                    .within(Duration.ofSeconds(1), Duration.ofSeconds(60))
                    .ask(new SslGetFactory().create(block().build()), server.address());
            assertThat(verdict.up()).as(verdict.reason()).isFalse();
        }
    }
}
