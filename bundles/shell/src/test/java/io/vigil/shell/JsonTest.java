package io.vigil.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Sample(String text, Optional<String> absent, OptionalInt number, Duration span, List<Long> list) {}

    @Test
    void recordsKeepTheOrderOfTheirComponents() {
        Sample sample =
                new Sample("tab\there \u0001", Optional.empty(), OptionalInt.of(7), Duration.ofMillis(1500), List.of());
        assertThat(Json.text(sample)).isEqualTo("""
                        {
                          "text":"tab\\there \\u0001",
                          "absent":null,
                          "number":7,
                          "span":"PT1.5S",
                          "list":[]
                        }""");
    }

    @Test
    void mapsAreSorted() {
        assertThat(Json.text(Map.of("b", 1, "a", 2, "c", true)).replaceAll("\\s", ""))
                .isEqualTo("{\"a\":2,\"b\":1,\"c\":true}");
    }

    @Test
    void whatItDoesNotKnowItRefuses() {
        assertThatThrownBy(() -> Json.text(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no JSON form for java.lang.Object");
    }

    @Test
    void everySnapshotHasAForm() {
        HandMadeDirector director = new HandMadeDirector();
        List<Object> snapshots = List.of(
                director.status(),
                director.pools(),
                director.failover(),
                director.checks(),
                director.checkerTypes(),
                director.events);
        assertThat(snapshots)
                .allSatisfy(snapshot -> assertThat(Json.text(snapshot)).isNotBlank());
    }
}
