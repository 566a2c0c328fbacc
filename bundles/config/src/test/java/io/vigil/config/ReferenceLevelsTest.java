package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of lines that the reference reads elsewhere than we do. */
class ReferenceLevelsTest {
    @Test
    void linesOfAnUnknownBlockAreNamedOneByOne() {
        assertThat(Loading.of("global_defs {", "  mystery {", "    nothing 1", "    router_id r", "  }", "}")
                        .said())
                .containsExactly(
                        "t:2:3: warning: unknown keyword 'mystery' in global_defs; it is skipped with its block",
                        "t:3:5: note: skipped with the block of 'mystery' in line 2",
                        "t:4:5: note: skipped with the block of 'mystery' in line 2; keepalived takes it as a line of"
                                + " global_defs",
                        "t:5:3: note: keepalived ends its global_defs here",
                        "t:6:1: note: keepalived has no block left that this ends: it loses its place at 'mystery' in"
                                + " line 2");
    }

    @Test
    void linesBehindAnUnknownBlockCountHereAndAreSaidToBeLostThere() {
        Loading loading = Loading.of("global_defs {", "  mystery {", "  }", "  router_id r", "}");

        assertThat(loading.config().globals().routerId()).contains("r");
        assertThat(loading.said())
                .contains("t:4:3: note: keepalived complains of this line: it loses its place at 'mystery' in line 2");
    }

    @Test
    void onceBothAreAtTheSameLevelAgainNothingMoreIsSaid() {
        Loading loading = Loading.of("mystery {", "  x {", "  }", "}", "global_defs {", "  router_id r", "}");

        assertThat(loading.said()).noneMatch(line -> line.startsWith("t:5") || line.startsWith("t:6"));
    }

    @Test
    void blockOfACheckThatNobodyBringsIsNotTakenForAnUnknownOne() {
        assertThat(Loading.inServer(
                                "  real_server 10.0.0.12 80 {",
                                "    NEW_CHECK {",
                                "      a {",
                                "      }",
                                "    }",
                                "  }")
                        .said())
                .noneMatch(line -> line.contains("keepalived"));
    }

    @Test
    void bracesWithinAListEndIt() {
        assertThat(Loading.of("static_ipaddress {", "  10.0.0.1/24 {", "  }", "}")
                        .said())
                .anyMatch(line -> line.startsWith("t:4:1: note: keepalived has no block left"));
    }

    @Test
    void aFileThatBothReadAlikeGetsNoNote() {
        assertThat(Loading.inServer(
                                "  real_server 10.0.0.12 80 {",
                                "    HTTP_GET {",
                                "      url {",
                                "        path /",
                                "      }",
                                "    }",
                                "  }")
                        .said())
                .isEmpty();
    }
}
