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
