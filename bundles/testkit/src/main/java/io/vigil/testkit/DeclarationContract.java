package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Option;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
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

    /** Shows that a check of this block breaks without a word to the server: nobody is there, and that is not what it tells. */
    protected final void assertBreaks(OptionsBuilder block, String why) {
        assertThatThrownBy(() -> new LoopbackProbe().ask(factory().create(block.build()), ScriptedServer.nobody()))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining(why);
    }

    private static void assertDescribed(List<Option> options) {
        assertThat(options).extracting(Option::keyword).doesNotHaveDuplicates();
        for (Option option : options) {
            assertThat(option.help()).as(option.keyword()).endsWith(".").hasSizeGreaterThan(10);
            assertDescribed(option.block());
        }
    }
}
