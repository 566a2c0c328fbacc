package io.vigil.api.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileNumberTest {
    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "'5\n', 5",
        "' -7 x', -7",
        "'', 0",
        "garbage, 0",
        "0x10, 16",
        "010, 8",
        "08, 0",
        "+3, 3",
        "0x, 0",
        "2147483647, 2147483647",
        "-2147483648, -2147483648"
    })
    void w5FirstNumberInCNotation(String text, long number) {
        assertThat(FileNumber.of(text.getBytes(StandardCharsets.US_ASCII))).hasValue(number);
    }

    @Test
    void w5OutOfRangeKeepsTheOldNumber() {
        assertThat(FileNumber.of("2147483648".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(FileNumber.of("9".repeat(120).getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void anyBytesGiveAnAnswer() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(FileNumber.of(bytes)).isNotNull();
        }
    }
}
