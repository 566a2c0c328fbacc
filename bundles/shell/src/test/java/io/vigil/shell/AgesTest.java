package io.vigil.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT-5S, 0s",
        "PT59.9S, 59s",
        "PT1M, 1m00s",
        "PT3M12S, 3m12s",
        "PT2H5M, 2h05m",
        "P4DT3H9M, 4d3h"
    })
    void agesHaveTwoUnitsAtMost(Duration span, String text) {
        assertThat(Ages.text(span)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0.00034S, 340us", "PT0.0125S, 12ms", "PT1.25S, 1.2s", "PT59.99S, 59.9s", "PT61S, 1m01s"})
    void shortSpansHaveOneUnit(Duration span, String text) {
        assertThat(Ages.fine(span)).isEqualTo(text);
    }
}
