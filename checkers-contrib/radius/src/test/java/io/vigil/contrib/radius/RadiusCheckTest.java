package io.vigil.contrib.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.aaa4j.radius.core.attribute.Attribute;
import org.aaa4j.radius.core.attribute.attributes.MessageAuthenticator;
import org.aaa4j.radius.core.attribute.attributes.NasIdentifier;
import org.aaa4j.radius.core.attribute.attributes.UserName;
import org.aaa4j.radius.core.attribute.attributes.UserPassword;
import org.aaa4j.radius.core.dictionary.dictionaries.StandardDictionary;
import org.aaa4j.radius.core.packet.Packet;
import org.aaa4j.radius.core.packet.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link RadiusRealServerTest} cannot make a real server do: answers that are wrong, late, forged or missing. */
final class RadiusCheckTest {
    private static final String SECRET = "between us";
    private static final int ACCEPT = 2;
    private static final int REJECT = 3;
    private static final Duration STEP = Duration.ofMillis(400);

    private final PacketCodec codec = new PacketCodec(new StandardDictionary());

    @Test
    void asksForAccessWithASignedRequest() throws Exception {
        try (Responder server = new Responder(request -> List.of(answer(request, ACCEPT, SECRET, signed())))) {
            Verdict verdict = ask(server, user());
            assertThat(verdict.up()).as(verdict.reason()).isTrue();
            assertThat(verdict.reason()).isEqualTo("Access-Accept");
            byte[] request = server.heard();
            assertThat(request[20])
                    .as("the first attribute is Message-Authenticator")
                    .isEqualTo((byte) 80);
            Packet packet = codec.decodeRequest(request, bytes(SECRET));
            assertThat(packet.getCode()).isEqualTo(1);
            assertThat(packet.getAttribute(MessageAuthenticator.class)).isPresent();
            assertThat(packet.getAttribute(UserName.class)
                            .orElseThrow()
                            .getData()
                            .getValue())
                    .isEqualTo("probe");
            assertThat(packet.getAttribute(NasIdentifier.class)
                            .orElseThrow()
                            .getData()
                            .getValue())
                    .isEqualTo("vigil");
            assertThat(packet.getAttribute(UserPassword.class)
                            .orElseThrow()
                            .getData()
                            .getValue())
                    .startsWith(bytes("sesame"));
        }
    }

    @Test
    void asksForTheStatusWithoutAUser() throws Exception {
        try (Responder server = new Responder(request -> List.of(answer(request, ACCEPT, SECRET, signed())))) {
            assertThat(ask(server, block()).up()).isTrue();
            Packet packet = codec.decodeRequest(server.heard(), bytes(SECRET));
            assertThat(packet.getCode()).isEqualTo(12);
            assertThat(packet.getAttribute(MessageAuthenticator.class)).isPresent();
        }
    }

    @ParameterizedTest(name = "{0} expected, code {1} came: up is {2}")
    @CsvSource({
        "accept, 2, true, Access-Accept",
        "accept, 3, false, Access-Reject",
        "accept, 11, false, Access-Challenge",
        "reject, 3, true, Access-Reject",
        "reject, 2, false, Access-Accept",
        "any, 2, true, Access-Accept",
        "any, 3, true, Access-Reject",
        "any, 11, true, Access-Challenge",
        "any, 5, false, Accounting-Response",
        "any, 99, false, a packet with code 99",
    })
    void wantsTheAnswerExpected(String expected, int code, boolean up, String reason) throws Exception {
        try (Responder server = new Responder(request -> List.of(answer(request, code, SECRET, signed())))) {
            Verdict verdict = ask(server, user().with("expect", expected));
            assertThat(verdict.up()).isEqualTo(up);
            assertThat(verdict.reason()).isEqualTo(reason);
        }
    }

    @Test
    void isDownWhenTheSecretIsAnother() throws Exception {
        try (Responder server = new Responder(request -> List.of(answer(request, ACCEPT, "not ours", signed())))) {
            assertThat(ask(server, user()).failure())
                    .contains("response: Invalid response packet authenticator; is the secret the same?");
        }
    }

    @Test
    void waitsForTheRightAnswerBehindForgedOnes() throws Exception {
        try (Responder server = new Responder(request -> {
            byte[] stray = answer(request, REJECT, SECRET, signed());
            stray[1]++;
            return List.of(
                    stray, answer(request, REJECT, "forged", signed()), answer(request, ACCEPT, SECRET, signed()));
        })) {
            assertThat(ask(server, user()).reason()).isEqualTo("Access-Accept");
        }
    }

    @Test
    void insistsOnASignedAnswerWhenAsked() throws Exception {
        try (Responder server = new Responder(request -> List.of(answer(request, ACCEPT, SECRET, List.of())))) {
            assertThat(ask(server, user()).up()).isTrue();
            assertThat(ask(server, user().with("require_message_authenticator")).failure())
                    .contains("response: Access-Accept without Message-Authenticator");
        }
    }

    @Test
    void isDownWhenNobodyAnswers() throws Exception {
        try (Responder server = new Responder(request -> List.of())) {
            assertThat(ask(server, user()).failure()).contains("response: no answer within 400 ms");
        }
    }

    @Test
    void isDownWhenNobodyListens() throws Exception {
        Verdict verdict = new LoopbackProbe()
                .within(STEP, STEP.multipliedBy(10))
                .ask(new RadiusCheckFactory().create(user().build()), Responder.nobody());
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.reason()).isEqualTo("refused");
    }

    @Test
    void isDownWhenTheAnswerIsGarbage() throws Exception {
        for (long seed = 1; seed <= 8; seed++) {
            Random random = new Random(seed);
            try (Responder server = new Responder(request -> {
                byte[] noise = new byte[random.nextInt(100)];
                random.nextBytes(noise);
                return List.of(noise, Arrays.copyOf(request, request.length));
            })) {
                assertThat(ask(server, user()).up()).as("seed " + seed).isFalse();
            }
        }
    }

    @Test
    void neverTellsASecret() throws Exception {
        assertThat(new RadiusCheckFactory().create(user().build()).toString())
                .doesNotContain("sesame")
                .doesNotContain(SECRET);
    }

    @Test
    void isDownWhenAFileIsMissing() throws Exception {
        OptionsBuilder block = empty().with("secret_file", "/nowhere/radius.secret");
        try (Responder server = new Responder(request -> List.of())) {
            assertThat(ask(server, block).reason()).isEqualTo("/nowhere/radius.secret: no such file");
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertRefused(empty(), "secret or secret_file is missing");
        assertRefused(block().with("user", "probe"), "need each other");
        assertRefused(user().with("nas_identifier", "x".repeat(254)), "1 to 253 bytes");
    }

    @Test
    void describesItself() {
        assertThat(new RadiusCheckFactory().description().keyword()).isEqualTo("RADIUS_CHECK");
        assertThat(new RadiusCheckFactory().description().options())
                .allSatisfy(option -> assertThat(option.help()).endsWith("."));
    }

    private static void assertRefused(OptionsBuilder block, String why) {
        assertThatThrownBy(() -> new RadiusCheckFactory().create(block.build()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining(why);
    }

    private byte[] answer(byte[] request, int code, String secret, List<Attribute<?>> attributes) throws Exception {
        byte[] authenticator = Arrays.copyOfRange(request, 4, 20);
        return codec.encodeResponse(new Packet(code, attributes), bytes(secret), request[1] & 0xff, authenticator);
    }

    private static List<Attribute<?>> signed() {
        return List.of(new MessageAuthenticator());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static OptionsBuilder empty() {
        return OptionsBuilder.of(new RadiusCheckFactory().description());
    }

    private static OptionsBuilder block() {
        return empty().with("secret", SECRET);
    }

    private static OptionsBuilder user() {
        return block().with("user", "probe").with("password", "sesame");
    }

    private static Verdict ask(Responder server, OptionsBuilder options) throws Exception {
        return new LoopbackProbe()
                .within(STEP, STEP.multipliedBy(10))
                .ask(new RadiusCheckFactory().create(options.build()), server.address());
    }
}
