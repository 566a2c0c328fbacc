package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Option;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the declaration of every checker keeps, whatever it asks and however. */
public abstract class DeclarationContract {
    /** The engine's own keywords, which no checker declares. */
    private static final Set<String> COMMON = Set.of(
            "connect_ip",
            "connect_port",
            "bindto",
            "bind_port",
            "bind_if",
            "fwmark",
            "connect_timeout",
            "retry",
            "delay_before_retry",
            "delay_loop",
            "warmup",
            "alpha",
            "log_all_failures");

    /** The factory under test. */
    protected abstract CheckerFactory factory();

    @Test
    void describesItselfUnderTheKeywordItIsPublishedWith() {
        CheckerType type = factory().getClass().getAnnotation(CheckerType.class);
        assertThat(type).as("@CheckerType").isNotNull();
        assertThat(factory().description().keyword()).isEqualTo(type.value());
        assertThat(factory().description()).isEqualTo(factory().description());
        assertThat(factory().description().help()).endsWith(".");
        assertDescribed(factory().description().options());
        assertThat(factory().description().options())
                .extracting(Option::keyword)
                .doesNotContainAnyElementsOf(COMMON);
    }

    private static void assertDescribed(List<Option> options) {
        assertThat(options).extracting(Option::keyword).doesNotHaveDuplicates();
        for (Option option : options) {
            assertThat(option.help()).as(option.keyword()).endsWith(".").hasSizeGreaterThan(10);
            assertDescribed(option.block());
        }
    }
}
