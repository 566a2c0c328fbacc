package io.vigil.config.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LanguageHelpTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    private int run(String... words) {
        return LanguageHelp.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(problems, true, StandardCharsets.UTF_8),
                words);
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return problems.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aKeywordIsExplainedWhereverItStands() {
        assertThat(run("explain", "track_script")).isZero();

        assertThat(said())
                .contains("track_script in vrrp_instance\n", "track_script in vrrp_sync_group\n")
                .contains("takes:   a block with one entry on each line");
    }

    @Test
    void aPathMeansOnePlaceOnly() {
        assertThat(run("explain", "vrrp_instance/priority")).isZero();

        assertThat(said()).isEqualTo("""
                priority in vrrp_instance
                  Base priority; 255 marks the address owner
                  takes:   a whole number from 1 to 255
                  default: 100; 255 if state MASTER and no priority given
                  state:   acts: ReloadTest#b20PriorityIsRecomputed
                """);
    }

    @Test
    void aBlockTellsWhatItHolds() {
        assertThat(run("explain", "authentication")).isZero();

        assertThat(said()).contains("holds:   auth_type auth_pass");
    }

    @Test
    void aMisspelledKeywordIsToldTheNearestOne() {
        assertThat(run("explain", "prioritty")).isEqualTo(1);

        assertThat(complained()).isEqualTo("no keyword is called 'prioritty' (did you mean priority?)\n");
    }

    @Test
    void editorsGetOneObjectForEachKeyword() {
        assertThat(run("describe")).isZero();

        assertThat(said())
                .startsWith("{\"version\": 1, \"keywords\": [\n")
                .endsWith("\n]}\n")
                .contains(
                        "{\"path\": \"vrrp_instance\", \"keyword\": \"virtual_router_id\", \"type\": \"integer\","
                                + " \"help\": \"VRID\", \"state\": \"acts\", \"traits\": [\"required\"], \"min\": 1, \"max\": 255}");
        long braces = said().chars().filter(c -> c == '{').count();
        assertThat(said().chars().filter(c -> c == '}').count()).isEqualTo(braces);
    }

    @Test
    void theTableHasALineForEachKeyword() {
        assertThat(run("table")).isZero();

        assertThat(said())
                .contains("\n## `vrrp_instance`\n")
                .contains("| `advert_int` | seconds from 0.01 to 255 | 1 | acts: ElectionTest#");
    }

    @Test
    void whatItDoesNotUnderstandIsMisuse() {
        assertThat(run("explain")).isEqualTo(1);
        assertThat(run("elephants")).isEqualTo(1);
        assertThat(complained()).contains("'elephants' is none of explain, describe and table");
    }
}
