package io.vigil.checker.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AnswerTest {
    @Test
    void anyBytesAreReadWithoutHarm() {
        Random random = new Random(3);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            boolean own = bytes.length >= 2 && random.nextBoolean();
            int id = own ? ByteBuffer.wrap(bytes).getShort() & 0xffff : random.nextInt(1 << 16);
            read += Answer.read(ByteBuffer.wrap(bytes), id)
                            .filter(answer -> answer.code() >= 0 && answer.code() <= 15)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(read).isGreaterThan(10_000);
    }

    @Test
    void codesWithoutANameAreShownAsNumbers() {
        assertThat(new Answer(3)).hasToString("RCODE 3 (no such name)");
        assertThat(new Answer(15)).hasToString("RCODE 15");
    }
}
