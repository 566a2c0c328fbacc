package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    private static final CheckerDescription LOGIN = CheckerDescription.of(
            "X_CHECK",
            "Is up.",
            List.of(
                    Option.of("login", OptionType.TEXT, "Who."),
                    Option.of("bind_password", OptionType.TEXT, "The password."),
                    Option.of("password_file", OptionType.TEXT, "Where it is.")));

    @Test
    void printsNoSecret() {
        assertThat(OptionsBuilder.of(LOGIN)
                        .with("login", "monitor")
                        .with("bind_password", "geheim")
                        .with("password_file", "/etc/vigil/secret")
                        .build())
                .hasToString("{bind_password=[***], login=[monitor], password_file=[/etc/vigil/secret]}");
    }
}
