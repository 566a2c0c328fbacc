package io.vigil.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vrrp.machine.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Map<String, Reading> NOTHING = Map.of();

    @Test
    void whatIsFineAndStaysFineIsNoEvent() {
        Map<String, Reading> fine = Map.of("interface eth0", Reading.fine("eth0 is up"));
        assertThat(Reading.difference("A", NOTHING, fine)).isEmpty();
        assertThat(Reading.difference("A", fine, fine)).isEmpty();
    }

    @Test
    void aFirstResultComesAfterWhatItSays() {
        assertThat(Reading.difference(
                        "A", Map.of("chk", Reading.awaited("runs")), Map.of("chk", Reading.fault("fails"))))
                .containsExactly(new Event.FaultBegan("A", "chk", "fails"), new Event.ResultCame("A", "chk"));
    }

    @Test
    void oneFaultBeginsBeforeAnotherEnds() {
        Map<String, Reading> before = Map.of("a", Reading.fault("a"), "b", Reading.fine("b"));
        Map<String, Reading> now = Map.of("a", Reading.fine("a fine"), "b", Reading.fault("b bad"));
        assertThat(Reading.difference("A", before, now))
                .containsExactly(new Event.FaultBegan("A", "b", "b bad"), new Event.FaultEnded("A", "a", "a fine"));
    }

    @Test
    void aTrackerThatGoesTakesFaultAndPointsAlong() {
        assertThat(Reading.difference("A", Map.of("a", Reading.fault("a")), NOTHING))
                .containsExactly(new Event.FaultEnded("A", "a", "a is no longer tracked"));
        assertThat(Reading.difference("A", Map.of("a", new Reading(false, false, 20, "a")), NOTHING))
                .containsExactly(new Event.PointsChanged("A", "a", 0, "a is no longer tracked"));
    }
}
