package io.vigil.checker.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionTest {
    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    /** What keepalived 2.2.7 sent to a socket that recorded it. */
    @ParameterizedTest(name = "{1} of \"{0}\"")
    @CsvSource({
        "www.example.org, TXT, 72dc, 72dc0100000100000000000003777777076578616d706c65036f72670000100001",
        "'', SOA, 7121, 7121010000010000000000000000060001",
        "www.example.org., A, 39bb, 39bb0100000100000000000003777777076578616d706c65036f72670000010001",
    })
    void x12SendsTheSameBytesAsTheReference(String name, RecordType type, String id, String query) {
        assertThat(hex(Question.of(name, type).query(Integer.parseInt(id, 16)))).isEqualTo(query);
    }

    @Test
    void theRootMayBeWrittenAsADot() {
        assertThat(hex(Question.of(".", RecordType.NS).query(1))).isEqualTo("0001010000010000000000000000020001");
    }

    @ParameterizedTest
    @CsvSource({"A, 1", "NS, 2", "CNAME, 5", "SOA, 6", "MX, 15", "TXT, 16", "AAAA, 28", "RRSIG, 46", "DNSKEY, 48"})
    void typesHaveTheirRegisteredNumbers(RecordType type, int number) {
        assertThat(type.number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soa", "SOA", "Soa"})
    void aTypeMayBeWrittenInCapitalsOrNot(String word) {
        assertThat(RecordType.of(word)).isEqualTo(RecordType.SOA);
    }

    @Test
    void aNameIsTakenUpToItsLimitsAndNoFurther() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "b".repeat(61));
        assertThat(Question.of(longest, RecordType.A).query(0).remaining()).isEqualTo(12 + 255 + 4);
        assertThatThrownBy(() -> Question.of(longest + "b", RecordType.A)).hasMessageContaining("256 bytes");
        assertThatThrownBy(() -> Question.of(label + "a", RecordType.A)).hasMessageContaining("64 bytes");
        assertThatThrownBy(() -> Question.of("a..b", RecordType.A)).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> Question.of("..", RecordType.A)).hasMessageContaining("0 bytes");
    }
}
