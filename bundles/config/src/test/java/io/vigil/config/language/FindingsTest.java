package io.vigil.config.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings();

    @Test
    void manyNotesHideNoError() {
        for (int line = 1; line <= 30_000; line++) {
            findings.note(new Place("f", line, 1), "n");
        }
        findings.error(new Place("f", 30_001, 1), "e");

        assertThat(findings.all())
                .hasSize(10_002)
                .extracting(Diagnostic::toString)
                .contains("f:30001:1: error: e")
                .contains("f:10001:1: note: this and 19999 more notes are not told, the first 10000 are");
    }

    @Test
    void whatRefusesIsNeverDropped() {
        for (int line = 1; line <= 20_000; line++) {
            findings.fatal(new Place("f", line, 1), "x");
        }

        assertThat(findings.fatal()).isTrue();
        assertThat(findings.all()).hasSize(20_000).allMatch(d -> d.severity() == Severity.FATAL);
    }
}
