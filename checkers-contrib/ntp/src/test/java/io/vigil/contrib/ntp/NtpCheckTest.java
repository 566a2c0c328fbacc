package io.vigil.contrib.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.testkit.DatagramCheckerContract;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedDatagrams;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are written byte by byte, as RFC 5905, section 7.3, has them. */
final class NtpCheckTest extends DatagramCheckerContract {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private static final int TRANSMIT = 40;

    @Override
    protected CheckerFactory factory() {
        return new NtpCheckFactory(NOON);
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description())
                .with("max_stratum", 4L)
                .with("max_offset", Duration.ofMillis(500))
                .with("max_root_distance", Duration.ofSeconds(1))
                .build();
    }

    @Override
    protected byte[] healthy(byte[] request) {
        return answer(request, 0, 2, 0, 0);
    }

    @Override
    protected byte[] sick(byte[] request) {
        return answer(request, 3, 0, 0, 0);
    }

    private static byte[] answer(byte[] request, int leap, int stratum, int secondsAhead, int secondsDispersed) {
        ByteBuffer bytes = ByteBuffer.allocate(48);
        bytes.put((byte) ((leap << 6) | (4 << 3) | 4))
                .put((byte) stratum)
                .put((byte) 6)
                .put((byte) -20);
        bytes.putInt(0x0000_8000).putInt(secondsDispersed << 16);
        bytes.put((stratum == 0 ? "RATE" : "\n\0\0\1").getBytes(StandardCharsets.US_ASCII));
        long asked = ByteBuffer.wrap(request).getLong(TRANSMIT);
        long now = asked + ((long) secondsAhead << 32);
        return bytes.putLong(now).putLong(asked).putLong(now).putLong(now).array();
    }

    @Test
    void asksAsAClientOfVersionFour() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(healthy(request)))) {
            assertThat(ask(options(), server.address()).reason()).isEqualTo("stratum 2, offset 0 ms");
            byte[] request = server.heard();
            assertThat(request).hasSize(48);
            assertThat(request[0]).isEqualTo((byte) ((4 << 3) | 3));
        }
    }

    @ParameterizedTest(name = "leap {0}, stratum {1}, {2} s ahead, dispersion {3} s: {4}")
    @CsvSource({
        "3, 2, 0, 0, 'body: not synchronised (leap indicator 3, stratum 2)'",
        "0, 16, 0, 0, 'body: not synchronised (leap indicator 0, stratum 16)'",
        "0, 0, 0, 0, body: kiss of death RATE",
        "0, 5, 0, 0, body: stratum 5 above 4",
        "0, 2, 1, 0, body: offset 1000 ms above 0.5 s",
        "0, 2, -1, 0, body: offset -1000 ms above 0.5 s",
        "0, 2, 0, 1, body: root distance 1250 ms above 1 s",
    })
    void tellsWhatIsWrong(int leap, int stratum, int ahead, int dispersion, String failure) throws Exception {
        assertThat(ask(options(), (client, request) -> client.say(answer(request, leap, stratum, ahead, dispersion)))
                        .failure())
                .contains(failure);
    }

    @Test
    void takesNoAnswerToAnotherRequest() throws Exception {
        assertThat(ask(options(), (client, request) -> client.say(healthy(new byte[48])))
                        .failure())
                .contains("response: an answer to another request");
    }

    @Test
    void doesNotAskOurClockWithoutALimit() throws Exception {
        Options lenient = OptionsBuilder.of(factory().description()).build();
        assertThat(ask(lenient, (client, request) -> client.say(answer(request, 0, 2, 3600, 0)))
                        .up())
                .isTrue();
    }
}
