package io.vigil.checker.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.testkit.OptionsBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpOptionsTest {
    private static final CheckerDescription TYPE = HttpOptions.describeTls("HTTP_GET", "Help.");

    private static OptionsBuilder url() {
        return OptionsBuilder.of(TYPE, "url").with("path", "/");
    }

    private static HttpOptions.Questions read(OptionsBuilder block) throws InvalidOptionsException {
        return HttpOptions.readTls(block.build());
    }

    private static InvalidOptionsException refused(OptionsBuilder block) {
        InvalidOptionsException refused =
                catchThrowableOfType(InvalidOptionsException.class, () -> HttpOptions.readTls(block.build()));
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

    private static TlsTerms tls(OptionsBuilder block) throws InvalidOptionsException {
        return read(block).tls().orElseThrow();
    }

    @Test
    void sniNameAloneTurnsSniOn() throws InvalidOptionsException {
        OptionsBuilder plain = OptionsBuilder.of(TYPE).with("url", url().build());
        assertThat(tls(plain).sni()).isFalse();
        assertThat(tls(plain.with("sni_name", List.of())).sni()).isTrue();
        assertThat(tls(plain.with("sni_name", List.of("a.example.org"))).sniName())
                .contains("a.example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tls_ca_file;     /ca.pem;  tls_ca_file is of no use without tls_verify",
                "tls_certificate; /my.pem;  tls_certificate and tls_key belong together",
                "tls_key;         /my.key;  tls_certificate and tls_key belong together",
                "tls_ca_file;     ca.pem;   tls_ca_file 'ca.pem' is no absolute path",
            })
    void refusesHalfOfWhatTlsNeeds(String keyword, String value, String message) {
        OptionsBuilder block =
                OptionsBuilder.of(TYPE).with("url", url().build()).with(keyword, value);
        assertThat(refused(block).diagnostics()).hasToString("[test.conf:3:1: error: " + message + "]");
    }

    @ParameterizedTest
    @CsvSource({"2", "1.0C"})
    void refusesToKeepAConnectionThatTheProtocolCloses(String protocol) {
        OptionsBuilder block = OptionsBuilder.of(TYPE)
                .with("http_protocol", protocol)
                .with("url", url().build())
                .with("keep_alive");
        assertThat(refused(block).diagnostics())
                .hasToString("[test.conf:4:1: error: keep_alive is for http_protocol 1.0 and 1.1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "method; G ET;              method 'G ET' is no method, such as HEAD or POST",
                "body;   text;              a body needs a method such as POST, not GET",
                "header; Accept;            header 'Accept' is not 'Name: value'",
                "header; `A: b\r\nC: d`;  header 'A: b??C: d' is not 'Name: value'",
                "header; Host: here;        header Host goes by virtualhost, http_protocol, keep_alive and body",
                "header; content-length: 1; header content-length goes by virtualhost, http_protocol, keep_alive and body",
            })
    void refusesRequestsThatAreNone(String keyword, String value, String message) {
        String written = value.replace("\\r", "\r").replace("\\n", "\n");
        OptionsBuilder block =
                OptionsBuilder.of(TYPE).with("url", url().with(keyword, written).build());
        assertThat(refused(block).diagnostics()).hasToString("[test.conf:3:1: error: " + message + "]");
    }

    @Test
    void hasNoTlsOptionsInTheClearButTheReferences() {
        assertThat(HttpOptions.describe("HTTP_GET", "Help.").options())
                .extracting(Option::keyword)
                .contains("enable_sni", "sni_name", "tls_compliant")
                .doesNotContain("tls_verify", "tls_ca_file", "tls_certificate", "tls_key", "tls_expiry_warning");
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
