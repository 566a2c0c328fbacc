package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigil.api.checker.Option;
import io.vigil.api.checker.Secret;
import org.junit.jupiter.api.Test;

final class SecretTest {
    @Test
    void isDeclaredOnlyByAKeywordThatIsKnownForOne() {
        assertThat(Secret.declare("bind_password", "The password"))
                .extracting(Option::keyword)
                .containsExactly("bind_password", "bind_password_file");
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.declare("login", "Who"));
    }

    @Test
    void fileOfASecretIsNone() {
        assertThat(Secret.named("password")).isTrue();
        assertThat(Secret.named("password_file")).isFalse();
    }
}
