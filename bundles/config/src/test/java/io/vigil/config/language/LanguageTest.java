package io.vigil.config.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void everyKeywordStandsOnceUnderItsPath() {
        assertThat(Language.rows()).extracting(Language.Row::name).doesNotHaveDuplicates();
        assertThat(Language.rows())
                .extracting(Language.Row::name)
                .contains("global_defs/router_id", "vrrp_instance/authentication/auth_pass", "SSL/key");
    }

    @Test
    void anOldSpellingNamesTheNewOne() {
        assertThat(Language.rows())
                .filteredOn(row -> row.name().equals("global_defs/lvs_flush_onstop"))
                .singleElement()
                .satisfies(row -> assertThat(row.deprecatedBy()).contains("lvs_flush_on_stop"));
    }
}
