package io.vigil.checker.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.DatagramCheckerContract;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedDatagrams;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract is kept by a check that requires an answer; what silence means without one is tested apart. */
final class UdpCheckTest extends DatagramCheckerContract {
    private static final byte[] PONG = {'p', 'o', 'n', 'g', 1};

    @Override
    protected CheckerFactory factory() {
        return new UdpCheckFactory();
    }

    private OptionsBuilder block() {
        return OptionsBuilder.of(factory().description());
    }

    @Override
    protected Options options() {
        return block().with("payload", "70696e67")
                .with("require_reply", "706F6e6xxx")
                .with("min_reply_length", 5L)
                .build();
    }

    @Override
    protected byte[] healthy(byte[] request) {
        return PONG;
    }

    @Override
    protected byte[] sick(byte[] request) {
        return request;
    }

    @Test
    void x13SendsThePayload() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(PONG))) {
            assertThat(ask(options(), server.address()).up()).isTrue();
            assertThat(server.heard()).containsExactly('p', 'i', 'n', 'g');
        }
    }

    /** What keepalived 2.2.7 sent to a socket that recorded it. */
    @Test
    void x13SendsTheReferencesTextWhenNoPayloadIsWritten() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(PONG))) {
            ask(block().build(), server.address());
            assertThat(HexFormat.of().formatHex(server.heard()))
                    .isEqualTo("6b656570616c6976656420636865636b202d206b656570616c69766564206368");
        }
    }

    @Test
    void x13IsContentWithSilenceWhenNoReplyIsRequired() throws Exception {
        Verdict verdict = ask(block().build(), (client, request) -> {});
        assertThat(verdict.up()).isTrue();
        assertThat(verdict.reason()).isEqualTo("no error within 400 ms");
    }

    @Test
    void x13IsContentWithAnyAnswerWhenNoReplyIsRequired() throws Exception {
        Options lengths = block().with("min_reply_length", 50L)
                .with("max_reply_length", 60L)
                .build();
        assertThat(ask(lengths, (client, request) -> client.say(new byte[3000])).up())
                .isTrue();
    }

    @Test
    void x13IsDownWithAnIcmpErrorAlthoughNoReplyIsRequired() throws Exception {
        Verdict verdict = ask(block().build(), ScriptedDatagrams.nobody());
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.reason()).isEqualTo("refused");
    }

    @Test
    void x13NeedsSomeAnswerWhenAReplyIsRequiredWithoutBytes() throws Exception {
        Options any = block().with("require_reply", "").build();
        assertThat(ask(any, (client, request) -> {}).up()).isFalse();
        assertThat(ask(any, (client, request) -> client.say(new byte[3000])).up())
                .isTrue();
    }

    @Test
    void writtenLengthsCountWithoutBytesToo() throws Exception {
        Options two = block().with("require_reply", "")
                .with("min_reply_length", 2L)
                .with("max_reply_length", 3L)
                .build();
        assertThat(ask(two, (client, request) -> client.say(new byte[1])).up()).isFalse();
        assertThat(ask(two, (client, request) -> client.say(new byte[2])).up()).isTrue();
        assertThat(ask(two, (client, request) -> client.say(new byte[4])).up()).isFalse();
    }

    @ParameterizedTest(name = "x13: require {0}, length {1} to {2}, answer {3}: {4}")
    @CsvSource({
        "01, , , 01, up",
        "01, , , 0102, up",
        "0102, , , 01, up",
        "0102, , , '', up",
        "0102, 1, , '', an answer of 0 bytes instead of 1 to 255",
        "01, , , 02, byte 0 of the answer is 02 instead of 01",
        "01xx03, , , 01ff03, up",
        "01xx03, , , 01ff04, byte 2 of the answer is 04 instead of 03",
        "x1, , , f1, up",
        "X1, , , f2, byte 0 of the answer is f2 instead of x1",
        "fX, , , F7, up",
        "AB, , , ab, up",
        "01, 2, , 01, an answer of 1 bytes instead of 2 to 255",
        "01, , 2, 010203, an answer of 3 bytes instead of 0 to 2",
    })
    void x13ComparesTheAnswer(String reply, Long least, Long most, String answer, String outcome) throws Exception {
        OptionsBuilder block = block().with("require_reply", reply);
        if (least != null) {
            block.with("min_reply_length", least);
        }
        if (most != null) {
            block.with("max_reply_length", most);
        }
        byte[] bytes = HexFormat.of().parseHex(answer);
        Verdict verdict = ask(block.build(), (client, request) -> client.say(bytes));
        assertThat(verdict.up() ? "up" : verdict.reason()).isEqualTo(outcome);
    }

    @Test
    void x13TakesAnAnswerOfNoMoreThan255BytesByDefault() throws Exception {
        Options one = block().with("require_reply", "00").build();
        assertThat(ask(one, (client, request) -> client.say(new byte[255])).up())
                .isTrue();
        assertThat(ask(one, (client, request) -> client.say(new byte[256])).reason())
                .isEqualTo("an answer of 256 bytes instead of 0 to 255");
    }

    @ParameterizedTest
    @CsvSource({
        "payload, 012, 'payload ''012'' is not made of bytes'",
        "payload, 01x2, 'payload ''01x2'' is not made of bytes'",
        "require_reply, 012, 'a byte is two digits, and there are 3'",
    })
    void bytesThatAreNoneAreToldAtTheirLine(String keyword, String digits, String message) {
        Options options = block().with(keyword, digits).build();
        assertThatThrownBy(() -> factory().create(options))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("test.conf:2:1")
                .hasMessageContaining(message);
    }

    @Test
    void lengthsThatNothingCanHaveAreTold() {
        Options options = block().with("require_reply", "01")
                .with("min_reply_length", 300L)
                .build();
        assertThatThrownBy(() -> factory().create(options))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("min_reply_length 300 is more than max_reply_length, 255");
    }
}
