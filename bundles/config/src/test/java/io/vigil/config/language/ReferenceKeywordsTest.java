package io.vigil.config.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of every keyword of the reference, beside our tables. What checker bundles declare is compared where they all are: itests. */
class ReferenceKeywordsTest {
    private static final String CHECKS = "virtual_server/real_server/";

    private final Map<String, Language.Row> known =
            Language.rows().stream().collect(Collectors.toMap(Language.Row::name, Function.identity()));

    private static List<String[]> reference() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ReferenceKeywordsTest.class.getResourceAsStream("reference-keywords.tsv"), "reference-keywords.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    /** Whether a checker bundle declares it: {@code virtual_server/real_server/TCP_CHECK...}. */
    private static boolean isOfAChecker(String path) {
        return path.matches(CHECKS + "[A-Z]+_(CHECK|GET)(/.*)?");
    }

    @Test
    void theListIsWhole() throws IOException {
        assertThat(reference()).hasSize(658);
    }

    @Test
    void everyKeywordHasARow() throws IOException {
        assertThat(reference().stream().map(row -> row[0]).filter(path -> !isOfAChecker(path)))
                .isSubsetOf(known.keySet());
    }

    @Test
    void numbersHaveTheBoundsOfTheReference() throws IOException {
        List<String> others = new ArrayList<>();
        int compared = 0;
        for (String[] row : reference()) {
            if (row.length == 3) {
                compared++;
                Keyword.Range range = Objects.requireNonNull(known.get(row[0]), row[0])
                        .keyword()
                        .range();
                if (range.min() != Double.parseDouble(row[1]) || range.max() != Double.parseDouble(row[2])) {
                    others.add(row[0] + ": " + range + ", not " + row[1] + " to " + row[2]);
                }
            }
        }
        assertThat(compared).isGreaterThan(40);
        assertThat(others).isEmpty();
    }

    @Test
    void everyStateIsOfAKeywordThatThereIs() {
        assertThat(KeywordStates.paths())
                .filteredOn(path -> !isOfAChecker(path) && !path.startsWith("check/") && !path.endsWith("/*"))
                .isSubsetOf(known.keySet());
        assertThat(KeywordStates.paths())
                .filteredOn(path -> path.startsWith("check/"))
                .extracting(path -> path.substring("check/".length()))
                .allSatisfy(
                        keyword -> assertThat(CheckKeywords.BLOCK.find(keyword)).isNotNull());
    }

    @Test
    void aSpellingHasTheStateOfWhatItMeans() {
        assertThat(Objects.requireNonNull(known.get("<route>/gw")).state())
                .isEqualTo(Objects.requireNonNull(known.get("<route>/via")).state());
        assertThat(Objects.requireNonNull(known.get("<route>/encap")).state().kind())
                .isEqualTo(KeywordState.Kind.REFUSED);
        assertThat(Objects.requireNonNull(known.get("global_defs/enable_dbus"))
                        .state()
                        .kind())
                .isEqualTo(KeywordState.Kind.PARSED_ONLY);
    }

    /** The binder has words of its own for these. */
    private static final List<String> TOLD_IN_OTHER_WORDS =
            List.of("virtual_server/hashed", "vrrp_instance/native_ipv6", "vrrp_instance/use_vmac");

    @Test
    void whatDoesNothingIsToldWhenItIsLoaded() {
        assertThat(known.values())
                .filteredOn(row -> row.state().kind() == KeywordState.Kind.PARSED_ONLY)
                .filteredOn(
                        row -> !row.path().equals("<address>") && !row.path().equals("<rule>"))
                .extracting(Language.Row::name)
                .filteredOn(name -> !TOLD_IN_OTHER_WORDS.contains(name))
                .allSatisfy(name -> assertThat(isTold(name)).as(name).isTrue());
    }

    /** Whether the keyword itself, or a block around it, gets a note. */
    private boolean isTold(String name) {
        for (String path = name; !path.isEmpty(); path = path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
            Language.Row row = known.get(path);
            if (row != null && row.keyword().is(Keyword.Trait.NOT_ACTED_ON)) {
                return true;
            }
        }
        return false;
    }
}
