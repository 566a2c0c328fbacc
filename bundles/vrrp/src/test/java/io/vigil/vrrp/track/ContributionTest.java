package io.vigil.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.Tracker.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionTest {
    @ParameterizedTest(name = "weight {0}, reverse {1}, up {2}: fault {3}, points {4}")
    @CsvSource({
        "10, false, true, false, 10",
        "10, false, false, false, 0",
        "10, true, true, false, -10",
        "-60, false, true, false, 0",
        "-60, false, false, false, -60",
        "-60, true, false, false, 60",
        "0, false, false, true, 0",
        "0, false, true, false, 0",
        "0, true, true, true, 0",
        "0, true, false, false, 0",
    })
    void w2AndW3(int weight, boolean reverse, boolean up, boolean fault, int points) {
        Tracker tracker = new Tracker(Kind.SCRIPT, "chk", weight, reverse);
        assertThat(Contribution.of(tracker, up)).isEqualTo(new Contribution(fault, points));
    }

    @ParameterizedTest(name = "weight {0}, reverse {1}, number {2}: fault {3}, points {4}")
    @CsvSource({
        "1, false, 5, false, 5",
        "-2, false, 5, false, -10",
        "1, true, 5, false, -5",
        "1, false, -254, true, 0",
        "1, false, -253, false, -253",
        "1, false, 1000, false, 253",
        "0, false, 0, false, 0",
        "0, false, 1, true, 0",
        "0, true, 0, true, 0",
        "0, true, 1, false, 0",
    })
    void w4(int weight, boolean reverse, long number, boolean fault, int points) {
        Tracker tracker = new Tracker(Kind.FILE, "f", weight, reverse);
        assertThat(Contribution.of(tracker, number)).isEqualTo(new Contribution(fault, points));
    }
}
