package io.vigil.checker.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import io.vigil.testkit.ServerTls;
import io.vigil.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keywords that keepalived has not: what is sent, and what TLS is asked for. */
final class BeyondTheReferenceTest {
    @TempDir
    private Path directory = Path.of("");

    private static final ScriptedServer.Script WELL = client -> {
        client.hear("\r\n\r\n");
        client.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    };

    private static OptionsBuilder block() {
        return Asking.block(Asking.BEHIND_TLS, url -> {});
    }

    private static Verdict ask(OptionsBuilder block, ServerTls tls) throws Exception {
        try (ScriptedServer server = ScriptedServer.startTls(WELL, tls)) {
            return Asking.ask(Asking.behindTls(block), server);
        }
    }

    private OptionsBuilder verifying(TestCertificate authority) {
        return block().with("tls_verify")
                .with("tls_ca_file", authority.certificateIn(directory).toString());
    }

    @Test
    void sendsMethodFieldsAndBodyBehindWhatTheReferenceSends() throws Exception {
        OptionsBuilder block = Asking.block(
                Asking.CLEAR,
                url -> url.with("method", "POST")
                        .with("header", "Content-Type: application/json")
                        .with("header", "X-Empty:")
                        .with("body", "{\"ping\": \"caf\u00e9\"}"));
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("}");
            client.say("HTTP/1.1 201 Created\r\n\r\n");
        })) {
            assertThat(Asking.ask(Asking.clear(block), server).up()).isTrue();
            assertThat(server.heard())
                    .isEqualTo(String.join(
                            "\r\n",
                            "POST / HTTP/1.0",
                            "User-Agent: KeepAliveClient",
                            "Host: server.example.org",
                            "Content-Type: application/json",
                            "X-Empty: ",
                            "Content-Length: 17",
                            "",
                            "{\"ping\": \"caf\u00c3\u00a9\"}"));
        }
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        OptionsBuilder block = Asking.block(Asking.CLEAR, url -> url.with("method", "HEAD"));
        try (ScriptedServer server = ScriptedServer.start(client -> {
            client.hear("\r\n\r\n");
            client.say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
            client.untilItLeaves();
        })) {
            Verdict verdict = Asking.ask(Asking.clear(block), server);
            assertThat(Asking.text(verdict)).isEqualTo("up RESPONSE: status 200");
            assertThat(verdict.warning()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVER", "EXPIRED"})
    void takesAnyCertificateUnlessAskedToVerify(TestCertificate shown) throws Exception {
        assertThat(Asking.text(ask(block(), ServerTls.showing(shown)))).isEqualTo("up RESPONSE: status 200");
    }

    @Test
    void verifiesByNameAndAuthorityAndTellsWhenTheCertificateEnds() throws Exception {
        Verdict verdict = ask(verifying(TestCertificate.AUTHORITY), ServerTls.showing(TestCertificate.SERVER));
        assertThat(Asking.text(verdict)).isEqualTo("up RESPONSE: status 200, certificate valid until 2126-01-01");
        assertThat(verdict.warning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STRANGER,  SERVER,  server.example.org, unable to find valid certification path",
        "AUTHORITY, EXPIRED, server.example.org, validity check failed",
        "AUTHORITY, SERVER,  other.example.org,  other.example.org",
    })
    void refusesACertificateThatDoesNotVerify(
            TestCertificate trusted, TestCertificate shown, String host, String reason) throws Exception {
        Verdict verdict = ask(verifying(trusted).with("virtualhost", host), ServerTls.showing(shown));
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.phase()).isEqualTo(Verdict.Phase.TLS);
        assertThat(verdict.reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER,  36500, 'the certificate expires in 36192 days, on 2126-01-01'",
        "SERVER,  30,    ",
        "EXPIRED, 30,    the certificate expired on 2021-01-01",
    })
    void warnsWhenTheCertificateSoonEndsAndStaysUp(TestCertificate shown, long days, String warning) throws Exception {
        Verdict verdict = ask(block().with("tls_expiry_warning", days), ServerTls.showing(shown));
        assertThat(verdict.up()).isTrue();
        assertThat(verdict.reason()).startsWith("status 200, certificate valid until 2");
        assertThat(verdict.warning()).isEqualTo(Optional.ofNullable(warning));
    }

    @Test
    void showsItsCertificateToAServerThatAsks() throws Exception {
        ServerTls demanding = ServerTls.showing(TestCertificate.SERVER).forClientsOf(TestCertificate.AUTHORITY);
        OptionsBuilder block = block().with(
                        "tls_certificate",
                        TestCertificate.CLIENT.certificateIn(directory).toString())
                .with("tls_key", TestCertificate.CLIENT.keyIn(directory).toString());
        try (ScriptedServer server = ScriptedServer.startTls(
                client -> {
                    client.hear("\r\n\r\n");
                    client.say("HTTP/1.1 200 " + client.subject() + "\r\n\r\n");
                    client.note(client.subject());
                },
                demanding)) {
            assertThat(Asking.text(Asking.ask(Asking.behindTls(block), server))).isEqualTo("up RESPONSE: status 200");
            assertThat(server.heard()).endsWith("CN=director.example.org");
        }
        assertThat(ask(block(), demanding).up()).isFalse();
    }
}
