package io.vigil.vrrp.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    @ParameterizedTest(name = "v{0} at {1} ms, priority {2}: {3} us")
    @CsvSource({
        "2, 1000, 100, 3609375",
        "3, 1000, 100, 3609375",
        "3,  100, 100,  360937",
        "2, 1000, 254, 3007812",
        "2, 2000, 100, 6609375",
        "3,   10,   1,   39960",
        "3, 1000, 255, 3003906",
    })
    void f4MasterDownIsWhatTheReferenceWaits(int version, long millis, int priority, long micros) {
        Timing timing = new Timing(version, millis * 1_000_000, 3);
        assertThat(timing.masterDownNanos(priority, millis * 1_000_000) / 1000).isEqualTo(micros);
    }
}
