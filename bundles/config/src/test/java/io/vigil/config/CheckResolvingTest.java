package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Options;
import io.vigil.api.pool.CheckKey;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.checkers.CheckResolver;
import io.vigil.config.checkers.CheckResolver.Resolved;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckResolvingTest {
    private static Resolved resolve(String... check) {
        Loading loading = Loading.inServer(
                "virtualhost example.org", "real_server 10.0.0.12 8080 {", String.join("\n", check), "}");
        VirtualServer service = loading.server();
        RealServer server = service.servers().get(1);
        CheckerDescription type =
                Loading.CHECKERS.find(server.checks().get(0).type()).orElseThrow();
        return new CheckResolver(loading.config()).resolve(server.checks().get(0), server, service, type);
    }

    @Test
    void whatNobodySaysHasTheEnginesDefaults() {
        CheckKey key = resolve("TCP_CHECK {", "}").key();

        assertThat(key).hasToString("TCP_CHECK 10.0.0.12:8080");
        assertThat(key.timing())
                .isEqualTo(new CheckKey.Timing(
                        Duration.ofMinutes(1),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        false));
        assertThat(key.virtualHost()).contains("example.org");
    }

    @Test
    void targetIsWhatTheCheckSays() {
        CheckKey key = resolve(
                        "TCP_CHECK {",
                        "connect_ip 10.0.0.99",
                        "connect_port 81",
                        "bindto 10.0.0.5",
                        "bind_port 1000",
                        "bind_if eth0",
                        "fwmark 4294967295",
                        "delay_loop 3",
                        "warmup 0",
                        "}")
                .key();

        assertThat(key.target().endpoint()).hasToString("10.0.0.99:81");
        assertThat(key.target().bindAddress().orElseThrow().getHostAddress()).isEqualTo("10.0.0.5");
        assertThat(key.target().bindPort()).isEqualTo(1000);
        assertThat(key.target().bindInterface()).contains("eth0");
        assertThat(key.target().firewallMark()).isEqualTo(-1);
        assertThat(key.timing().warmup()).isEqualTo(Duration.ZERO);
    }

    @Test
    void optionsAreTypedAndHaveTheirDefaults() {
        Options options = resolve(
                        "HTTP_GET {",
                        "enable_sni",
                        "url {",
                        "  path /a",
                        "  status_code 200 301-302",
                        "  regex \"a\\\\d b\"",
                        "}",
                        "url {",
                        "  path /b",
                        "}",
                        "}")
                .key()
                .options();

        assertThat(options.text("http_protocol")).contains("1.0");
        assertThat(options.flag("enable_sni")).isTrue();
        List<Options> urls = options.blocks("url");
        assertThat(urls).extracting(url -> url.text("path").orElseThrow()).containsExactly("/a", "/b");
        assertThat(urls.get(0).words("status_code")).containsExactly("200", "301-302");
        assertThat(urls.get(0).text("regex")).contains("a\\d b");
    }

    @Test
    void sameBlockElsewhereInTheFileIsTheSameCheck() {
        CheckKey key = resolve("HTTP_GET {", "url {", "path /", "}", "}").key();

        assertThat(resolve("", "", "HTTP_GET   {", "", " url { ", "path    /", "}", "}")
                        .key())
                .isEqualTo(key);
        assertThat(resolve("HTTP_GET {", "url {", "path /x", "}", "}").key()).isNotEqualTo(key);
    }

    @Test
    void whatTheTypeDoesNotDeclareIsTold() {
        Resolved resolved = resolve("HTTP_GET {", "url {", "pth /", "regex_min_offset 5000", "}", "}");

        assertThat(resolved.diagnostics())
                .extracting(Object::toString)
                .containsExactly(
                        "t:10:1: warning: unknown keyword 'pth' in url; the line is ignored (did you mean path?)",
                        "t:11:18: warning: regex_min_offset 5000 is outside 0 to 1000; the line is ignored",
                        "t:9:1: error: 'url' has no path, which it needs");
    }
}
