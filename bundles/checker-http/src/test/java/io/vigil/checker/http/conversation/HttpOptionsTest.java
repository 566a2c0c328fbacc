package io.vigil.checker.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.testkit.OptionsBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpOptionsTest {
    private static final CheckerDescription TYPE = HttpOptions.describe("HTTP_GET", "Help.");

    private static OptionsBuilder url() {
        return OptionsBuilder.of(TYPE, "url").with("path", "/");
    }

    private static HttpOptions.Questions read(OptionsBuilder block) throws InvalidOptionsException {
        return HttpOptions.read(block.build());
    }

    private static InvalidOptionsException refused(OptionsBuilder block) {
        InvalidOptionsException refused =
                catchThrowableOfType(InvalidOptionsException.class, () -> HttpOptions.read(block.build()));
        assertThat(refused).as("the block is refused").isNotNull();
        return refused;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "digest; abc;  digest 'abc' is not an MD5 digest, which has 32 hex digits",
                "digest; 640205b7b0fc66c1ea91c463fac6334g; digest '640205b7b0fc66c1ea91c463fac6334g' is not an MD5 digest, which has 32 hex digits",
                "regex;  a(b;  regex \"a(b\" cannot be read: Unclosed group",
                "regex;  (?R); regex uses recursion (?R, which is not supported here",
            })
    void refusesWhatCannotBeMeantWithItsLine(String keyword, String value, String message) {
        OptionsBuilder block =
                OptionsBuilder.of(TYPE).with("url", url().with(keyword, value).build());
        assertThat(refused(block).diagnostics()).hasToString("[test.conf:3:1: error: " + message + "]");
    }

    @ParameterizedTest
    @CsvSource({"OK", "2xx", "99", "600", "299-200", "200-", "-200", "200-700"})
    void refusesStatusCodesThatAreNone(String word) {
        OptionsBuilder block = OptionsBuilder.of(TYPE)
                .with("url", url().with("status_code", List.of("200", word)).build());
        assertThat(refused(block).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("'" + word + "'"))
                .satisfies(d -> assertThat(d.place().line()).isEqualTo(3));
    }

    @Test
    void refusesABlockThatAsksForNothing() {
        assertThat(refused(OptionsBuilder.of(TYPE)).diagnostics())
                .hasToString("[test.conf:1:1: error: the check has no url block, so it would ask for nothing]");
        OptionsBuilder pathless = OptionsBuilder.of(TYPE)
                .with("url", OptionsBuilder.of(TYPE, "url").build());
        assertThat(refused(pathless).diagnostics()).hasToString("[test.conf:1:1: error: the url has no path]");
    }

    @Test
    void tellsEveryFaultAtOnce() {
        OptionsBuilder block = OptionsBuilder.of(TYPE)
                .with("url", url().with("digest", "x").with("regex", "[").build())
                .with("url", url().with("status_code", List.of("none")).build());
        assertThat(refused(block).diagnostics()).hasSize(3);
    }

    @Test
    void waitsThreeSecondsBeforeARetryAsTheReferenceDoes() {
        assertThat(TYPE.delayBeforeRetry()).isEqualTo(Duration.ofSeconds(3));
        assertThat(TYPE.retries()).isEqualTo(1);
    }

    @Test
    void sniNameAloneTurnsSniOn() throws InvalidOptionsException {
        OptionsBuilder plain = OptionsBuilder.of(TYPE).with("url", url().build());
        assertThat(read(plain).sni()).isFalse();
        assertThat(read(plain.with("sni_name", List.of())).sni()).isTrue();
        assertThat(read(plain.with("sni_name", List.of("a.example.org"))).sniName())
                .contains("a.example.org");
    }

    @Test
    void aUrlsTlsCompliantOverridesTheChecks() throws InvalidOptionsException {
        OptionsBuilder block = OptionsBuilder.of(TYPE)
                .with("tls_compliant")
                .with("url", url().build())
                .with("url", url().with("tls_compliant", false).build());
        assertThat(read(block).urls()).extracting(Url::closeNotify).containsExactly(true, false);
    }
}
