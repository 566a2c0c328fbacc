package io.vigil.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptCounterTest {
    @ParameterizedTest(name = "rise {0} fall {1}: {2} gives {3}")
    @CsvSource({
        // first result decides alone
        "3, 3, +, U",
        "3, 3, -, D",
        "1, 1, +-+, UDU",
        "2, 2, +--, UUD",
        "2, 2, +-+--, UUUUD",
        "2, 2, -+-++, DDDDU",
        "3, 2, -++-+++, DDDDDDU",
        "1, 3, +---, UUUD",
        "1, 3, +--+---, UUUUUUD",
    })
    void w8RiseAndFallInARow(int rise, int fall, String results, String states) {
        ScriptCounter counter = new ScriptCounter(rise, fall);
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < results.length(); i++) {
            counter.result(results.charAt(i) == '+');
            seen.append(counter.up() ? 'U' : 'D');
        }
        assertThat(seen).hasToString(states);
    }
}
