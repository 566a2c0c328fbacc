package io.vigil.linux.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EchoMessageTest {
    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String written(EchoMessage message) {
        ByteBuffer out = ByteBuffer.allocate(2000);
        int length = message.write(out);
        return HexFormat.of().formatHex(out.array(), 0, length);
    }

    /** The first is the request of RFC 1071's arithmetic done by hand: 0800 + 1234 + 0001 + 6162 = 7b97, complement 8468. */
    @ParameterizedTest
    @CsvSource({
        "false, false, 4660, 1, 6162, 0800846812340001" + "6162",
        "false, true, 4660, 1, 6162, 00008c6812340001" + "6162",
        "false, false, 0, 0, '', 0800f7ff00000000",
        "false, false, 65535, 65535, ff, 0800f8fe" + "ffffffff" + "ff",
        "true, false, 4660, 1, 6162, 8000000012340001" + "6162",
        "true, true, 4660, 1, 6162, 8100000012340001" + "6162",
    })
    void isWrittenAndReadAsTheRfcsHaveIt(
            boolean six, boolean reply, int identifier, int sequence, String data, String hex) {
        EchoMessage message = new EchoMessage(six, reply, identifier, sequence, bytes(data));
        assertThat(written(message)).isEqualTo(hex);
        assertThat(EchoMessage.read(six, bytes(hex))).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "08008468123400", // cut in the header
                "08008468123400016163", // another checksum
                "0801846712340001" + "6162", // a code that no echo has
                "0300896812340001" + "6162", // destination unreachable
            })
    void readsNothingFromWhatIsNoEcho(String hex) {
        assertThat(EchoMessage.read(false, bytes(hex))).isEmpty();
    }

    @Test
    void readsTheRequestThatAnErrorQuotesEvenCutBehindItsHeader() {
        assertThat(EchoMessage.readHeader(false, bytes("0800846812340001")))
                .contains(new EchoMessage(false, false, 4660, 1, bytes("")));
    }

    @Test
    void survivesRandomRoundTripsAndGarbage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = new byte[random.nextInt(200)];
            random.nextBytes(data);
            boolean six = random.nextBoolean();
            EchoMessage message = new EchoMessage(
                    six, random.nextBoolean(), random.nextInt(1 << 16), random.nextInt(1 << 16), ByteBuffer.wrap(data));
            assertThat(EchoMessage.read(six, bytes(written(message))))
                    .as("seed %d", seed)
                    .contains(message);
            assertThat(EchoMessage.read(false, ByteBuffer.wrap(data)).isPresent() && data.length < 8)
                    .as("seed %d", seed)
                    .isFalse();
        }
    }
}
