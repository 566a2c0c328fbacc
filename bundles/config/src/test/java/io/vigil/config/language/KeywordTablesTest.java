package io.vigil.config.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.language.Keyword.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordTablesTest {
    private static final List<Block> TABLES = List.of(
            RootKeywords.BLOCK,
            GlobalKeywords.BLOCK,
            InstanceKeywords.BLOCK,
            InstanceKeywords.AUTHENTICATION,
            InstanceKeywords.AUTH_HMAC,
            GroupKeywords.BLOCK,
            TrackerKeywords.SCRIPT,
            TrackerKeywords.PROCESS,
            TrackerKeywords.FILE,
            TrackerKeywords.BFD,
            ServerKeywords.BLOCK,
            RealServerKeywords.BLOCK,
            CheckKeywords.BLOCK,
            SmallKeywords.GARP_GROUP,
            SmallKeywords.TRACK_GROUP,
            SmallKeywords.SSL,
            OptionKeywords.ADDRESS,
            OptionKeywords.ROUTE,
            OptionKeywords.RULE);

    @Test
    void everyRowHasOneSentenceOfHelp() {
        for (Block table : TABLES) {
            assertThat(table.rows())
                    .allSatisfy(row -> assertThat(row.help())
                            .as("%s/%s", table.name(), row.name())
                            .isNotBlank()
                            .doesNotContain("\n")
                            .doesNotEndWith("."));
        }
    }

    @Test
    void otherSpellingsMeanAKeywordOfTheSameTable() {
        for (Block table : TABLES) {
            assertThat(table.rows()).allSatisfy(row -> {
                boolean elsewhere = row.is(Trait.DEPRECATED) && row.meaning().equals("track_file");
                assertThat(table.find(row.meaning()) != null || elsewhere)
                        .as("%s/%s", table.name(), row.name())
                        .isTrue();
            });
        }
    }

    @Test
    void defaultsThatAreNumbersAreWithinTheirRanges() {
        List<String> outside = new ArrayList<>();
        for (Block table : TABLES) {
            for (Keyword row : table.rows()) {
                String fallback = row.fallback().orElse("");
                if (row.type() == ValueType.INTEGER
                        && Numbers.whole(fallback).isPresent()
                        && !row.range().holds((double) Numbers.whole(fallback).getAsLong())) {
                    outside.add(row.name());
                }
            }
        }
        assertThat(outside).isEmpty();
    }

    /** How many keywords the reference has in each block, other than those of checkers, which their bundles bring. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "global_defs, 140",
        "vrrp_instance, 70",
        "vrrp_sync_group, 15",
        "vrrp_script, 8",
        "vrrp_track_process, 9",
        "track_file, 3",
        "bfd_instance, 15",
        "virtual_server, 39",
        "real_server, 16",
        "check, 13",
        "garp_group, 4",
        "SSL, 4",
        "auth_hmac, 5",
        "authentication, 2",
        "address, 15",
        "route, 47",
        "rule, 30"
    })
    void everyKeywordOfTheReferenceIsKnown(String name, int count) {
        Block table =
                TABLES.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();

        assertThat(table.rows()).hasSize(count);
    }

    @Test
    void keywordsThatAreAlwaysBlocksAreNeverValuesElsewhere() {
        Set<String> blocks = RootKeywords.alwaysBlocks();

        assertThat(blocks).contains("vrrp_instance", "virtual_ipaddress", "authentication", "real_server");
        assertThat(blocks).doesNotContain("interface", "weight", "key");
        assertThat(new HashSet<>(blocks)).hasSameSizeAs(blocks);
    }

    @Test
    void anOldSpellingOfWhatNothingActsOnIsToldSoToo() {
        for (Block table : TABLES) {
            assertThat(table.rows())
                    .filteredOn(row -> !row.meaning().equals(row.name()) && table.find(row.meaning()) != null)
                    .allSatisfy(row -> assertThat(row.is(Trait.NOT_ACTED_ON))
                            .as("%s/%s", table.name(), row.name())
                            .isEqualTo(java.util.Objects.requireNonNull(table.find(row.meaning()))
                                    .is(Trait.NOT_ACTED_ON)));
        }
    }
}
