package io.vigil.contrib.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.DatagramCheckerContract;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedDatagrams;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.aaa4j.radius.core.attribute.Attribute;
import org.aaa4j.radius.core.attribute.attributes.MessageAuthenticator;
import org.aaa4j.radius.core.attribute.attributes.NasIdentifier;
import org.aaa4j.radius.core.attribute.attributes.UserName;
import org.aaa4j.radius.core.attribute.attributes.UserPassword;
import org.aaa4j.radius.core.dictionary.dictionaries.StandardDictionary;
import org.aaa4j.radius.core.packet.Packet;
import org.aaa4j.radius.core.packet.PacketCodec;
import org.aaa4j.radius.core.packet.PacketCodecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link RadiusRealServerTest} cannot make a real server do: answers that are wrong, forged or missing. */
final class RadiusCheckTest extends DatagramCheckerContract {
    private static final String SECRET = "between us";
    private static final int ACCEPT = 2;
    private static final int REJECT = 3;

    private final PacketCodec codec = new PacketCodec(new StandardDictionary());

    @Override
    protected CheckerFactory factory() {
        return new RadiusCheckFactory();
    }

    @Override
    protected Options options() {
        return user().build();
    }

    @Override
    protected byte[] healthy(byte[] request) {
        return answer(request, ACCEPT, SECRET, signed());
    }

    @Override
    protected byte[] sick(byte[] request) {
        return answer(request, REJECT, SECRET, signed());
    }

    @Test
    void asksForAccessWithASignedRequest() throws Exception {
        try (ScriptedDatagrams server =
                ScriptedDatagrams.start((client, request) -> client.say(answer(request, ACCEPT, SECRET, signed())))) {
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
        try (ScriptedDatagrams server =
                ScriptedDatagrams.start((client, request) -> client.say(answer(request, ACCEPT, SECRET, signed())))) {
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
        try (ScriptedDatagrams server =
                ScriptedDatagrams.start((client, request) -> client.say(answer(request, code, SECRET, signed())))) {
            Verdict verdict = ask(server, user().with("expect", expected));
            assertThat(verdict.up()).isEqualTo(up);
            assertThat(verdict.reason()).isEqualTo(reason);
        }
    }

    @Test
    void isDownWhenTheSecretIsAnother() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start(
                (client, request) -> client.say(answer(request, ACCEPT, "not ours", signed())))) {
            assertThat(ask(server, user()).failure())
                    .contains("response: Invalid response packet authenticator; is the secret the same?");
        }
    }

    @Test
    void waitsForTheRightAnswerBehindForgedOnes() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> {
            byte[] stray = answer(request, REJECT, SECRET, signed());
            stray[1]++;
            client.say(stray);
            client.say(answer(request, REJECT, "forged", signed()));
            client.say(answer(request, ACCEPT, SECRET, signed()));
        })) {
            assertThat(ask(server, user()).reason()).isEqualTo("Access-Accept");
        }
    }

    @Test
    void insistsOnASignedAnswerWhenAsked() throws Exception {
        try (ScriptedDatagrams server =
                ScriptedDatagrams.start((client, request) -> client.say(answer(request, ACCEPT, SECRET, List.of())))) {
            assertThat(ask(server, user()).up()).isTrue();
            assertThat(ask(server, user().with("require_message_authenticator")).failure())
                    .contains("response: Access-Accept without Message-Authenticator");
        }
    }

    @Test
    void isDownWhenNobodyAnswers() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> {})) {
            assertThat(ask(server, user()).failure()).contains("response: no answer within 400 ms");
        }
    }

    @Test
    void neverTellsASecret() throws Exception {
        assertThat(new RadiusCheckFactory().create(user().build()).toString())
                .doesNotContain("sesame")
                .doesNotContain(SECRET);
    }

    @Test
    void breaksWhenASecretCannotBeRead() {
        assertBreaks(empty().with("secret_file", "/nowhere/radius.secret"), "/nowhere/radius.secret: no such file");
        assertBreaks(
                block().with("user", "probe").with("password_file", "/nowhere/password"),
                "/nowhere/password: no such file");
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertRefused(empty(), "secret or secret_file is missing");
        assertRefused(block().with("user", "probe"), "need each other");
        assertRefused(user().with("nas_identifier", "x".repeat(254)), "1 to 253 bytes");
    }

    private static void assertRefused(OptionsBuilder block, String why) {
        assertThatThrownBy(() -> new RadiusCheckFactory().create(block.build()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining(why);
    }

    private byte[] answer(byte[] request, int code, String secret, List<Attribute<?>> attributes) {
        byte[] authenticator = Arrays.copyOfRange(request, 4, 20);
        try {
            return codec.encodeResponse(new Packet(code, attributes), bytes(secret), request[1] & 0xff, authenticator);
        } catch (PacketCodecException e) {
            throw new IllegalStateException(e);
        }
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

    private Verdict ask(ScriptedDatagrams server, OptionsBuilder block) throws Exception {
        return ask(block.build(), server.address());
    }
}
