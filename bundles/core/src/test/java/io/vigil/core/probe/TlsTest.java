package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import io.vigil.core.probe.ProbeConnectionTest.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What TLS checks against servers of an authority of our own, by both TLS libraries. */
final class TlsTest {
    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static Path ca;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = TestAuthority.in(directory, "authority");
        ca = authority.certificateFile("ca", "ca.pem");
    }

    /** Says a byte after the handshake and gives the answer as its reason; keeps what TLS agreed on. */
    private record TlsCheck(TlsSettings settings, List<TlsPeer> peers) implements Checker {
        TlsCheck(TlsSettings settings) {
            this(settings, new ArrayList<>());
        }

        @Override
        public CompletionStage<Verdict> check(CheckContext context) {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            context.connect(new ConnectionHandler() {
                @Override
                public void connected(Connection connection) {
                    connection.startTls(settings);
                }

                @Override
                public void secured(Connection connection) {
                    peers.add(connection.tls().orElseThrow());
                    connection.send(LineCheck.bytes("?"));
                }

                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    verdict.complete(Verdict.up(
                            Verdict.Phase.RESPONSE,
                            StandardCharsets.US_ASCII.decode(bytes).toString().strip()));
                }

                @Override
                public void closed(Connection connection) {
                    verdict.complete(Verdict.down(Verdict.Phase.RESPONSE, "closed"));
                }

                @Override
                public void failed(Verdict.Phase phase, IOException cause) {
                    verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
                }
            });
            return verdict;
        }
    }

    private static TlsSettings trusting(String... applicationProtocols) {
        return new TlsSettings(
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(applicationProtocols));
    }

    private static TlsSettings verifying(Optional<String> sni, Optional<String> peerName, Optional<Path> authorities) {
        return new TlsSettings(sni, true, true, peerName, authorities, Optional.empty(), List.of());
    }

    private static TlsServer server(String version) throws Exception {
        return TlsServer.of(authority.serverContext(), version, false);
    }

    @ParameterizedTest
    @CsvSource({"NATIVE, TLSv1.2", "NATIVE, TLSv1.3", "JDK, TLSv1.2", "JDK, TLSv1.3"})
    void tellsWhatWasAgreedOn(Kind kind, String version) throws Exception {
        TlsCheck check = new TlsCheck(trusting("h2", "http/1.1"));
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                TlsServer server = TlsServer.of(authority.serverContext(), version, false, "http/1.1")) {
            assertThat(Asked.patiently(engine, check, server.address()).result())
                    .isEqualTo("up RESPONSE: nobody");
        }
        TlsPeer peer = check.peers().get(0);
        assertThat(peer.version()).isEqualTo(version);
        assertThat(peer.cipher()).startsWith("TLS_");
        assertThat(peer.applicationProtocol()).contains("http/1.1");
        assertThat(peer.subject()).contains("CN=server");
        assertThat(peer.expires())
                .contains(authority.certificate("server").getNotAfter().toInstant());
        assertThat(peer.resumed()).isFalse();
    }

    /** A full handshake costs many times as much: the second run must not pay for it again. */
    @ParameterizedTest
    @CsvSource({"NATIVE, TLSv1.2", "NATIVE, TLSv1.3", "JDK, TLSv1.2", "JDK, TLSv1.3"})
    void resumesTheSessionOfAnEarlierRun(Kind kind, String version) throws Exception {
        TlsCheck check = new TlsCheck(trusting());
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                TlsServer server = server(version)) {
            for (int i = 0; i < 4; i++) {
                assertThat(Asked.patiently(engine, check, server.address()).result())
                        .isEqualTo("up RESPONSE: nobody");
            }
        }
        assertThat(check.peers()).extracting(TlsPeer::resumed).containsExactly(false, true, true, true);
        assertThat(check.peers()).extracting(TlsPeer::subject).containsOnly(Optional.of("CN=server"));
    }

    @ParameterizedTest
    @CsvSource({
        "NATIVE, www.example.org, , ",
        "NATIVE, , WWW.example.org, ",
        "NATIVE, nothing.example.org, a.apps.example.org, ",
        "NATIVE, , , ",
        "NATIVE, , 127.0.0.1, ",
        "NATIVE, www.example.org, mail.example.org, mail.example.org",
        "NATIVE, mail.example.org, , mail.example.org",
        "NATIVE, , 127.0.0.2, 127.0.0.2",
        "JDK, www.example.org, , ",
        "JDK, , , ",
        "JDK, www.example.org, mail.example.org, mail.example.org",
    })
    void comparesTheNameThatTheCertificateMustCarry(Kind kind, String sni, String peerName, String refused)
            throws Exception {
        TlsCheck check =
                new TlsCheck(verifying(Optional.ofNullable(sni), Optional.ofNullable(peerName), Optional.of(ca)));
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                TlsServer server = server("TLSv1.3")) {
            for (int i = 0; i < 2; i++) {
                assertThat(Asked.patiently(engine, check, server.address()).result())
                        .isEqualTo(
                                refused == null
                                        ? "up RESPONSE: nobody"
                                        : "down TLS: certificate refused: it is for www.example.org,"
                                                + " *.apps.example.org, 127.0.0.1, not for " + refused);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatTheAuthoritiesOfTheJvmDidNotSign(Kind kind) throws Exception {
        TlsCheck check = new TlsCheck(verifying(Optional.of("www.example.org"), Optional.empty(), Optional.empty()));
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                TlsServer server = server("TLSv1.3")) {
            assertThat(Asked.patiently(engine, check, server.address()).result())
                    .isEqualTo("down TLS: certificate refused: no trusted authority has signed it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsItsIdentityWhenTheServerAsks(Kind kind) throws Exception {
        TlsSettings settings = identified(
                authority.certificateFile("client", "client.pem"), authority.keyFile("client", "client.key"));
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                TlsServer server = TlsServer.of(authority.serverContext(), "TLSv1.2", true)) {
            assertThat(Asked.patiently(engine, new TlsCheck(settings), server.address())
                            .result())
                    .isEqualTo("up RESPONSE: CN=probe");
            assertThat(Asked.patiently(engine, new TlsCheck(trusting()), server.address())
                            .result())
                    .as("without one")
                    .startsWith("down ");
        }
    }

    private static TlsSettings identified(Path certificate, Path key) {
        return new TlsSettings(
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TlsSettings.Identity(certificate, key)),
                List.of());
    }

    /** C7: a file of ours that is missing says nothing of the server. */
    @ParameterizedTest
    @EnumSource
    void breaksWhenAFileIsMissingOrIsSomethingElse(Kind kind) throws Exception {
        Path nowhere = directory.resolve("nowhere.pem");
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense\n");
        try (ProbeEngine engine = ProbeConnectionTest.engine(kind);
                TlsServer server = server("TLSv1.3")) {
            for (int i = 0; i < 2; i++) {
                assertThat(result(engine, server, verifying(Optional.empty(), Optional.empty(), Optional.of(nowhere))))
                        .isEqualTo("broke: could not set up TLS: there is no file " + nowhere);
            }
            assertThat(result(engine, server, verifying(Optional.empty(), Optional.empty(), Optional.of(nonsense))))
                    .startsWith("broke: could not set up TLS: " + nonsense + " holds no certificate");
            assertThat(result(engine, server, identified(ca, ca)))
                    .isEqualTo("broke: could not set up TLS: " + ca
                            + " holds no private key in PKCS 8 that is not encrypted");
        }
    }

    private static String result(ProbeEngine engine, TlsServer server, TlsSettings settings) throws Exception {
        return Asked.patiently(engine, new TlsCheck(settings), server.address()).result();
    }
}
