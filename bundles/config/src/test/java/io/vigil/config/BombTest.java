package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.vigil.api.Severity;
import io.vigil.config.syntax.ReadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is built to exhaust a reader ends in a diagnostic, with the limits of the product and the binder behind the reader. The time allowed
 * is many times what is needed; only work that grows with the square of the input, or without end, takes longer.
 */
class BombTest {
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final Duration GUARD = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private static String of(String part, int length) {
        return part.repeat(length / part.length());
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("a word of 10 MB", of("x", TEN_MEGABYTES)),
                Arguments.of(
                        "a line of 10 MB of words", "global_defs {\nrouter_id " + of("ab ", TEN_MEGABYTES) + "\n}\n"),
                Arguments.of("an unclosed quote over 10 MB", "global_defs {\nrouter_id \"" + of("x y ", TEN_MEGABYTES)),
                Arguments.of(
                        "an unclosed quote in 10 MB of lines",
                        "global_defs {\nrouter_id \"" + of("x y\n", TEN_MEGABYTES)),
                Arguments.of("a line of 10 MB of quotes", of("\"", TEN_MEGABYTES)),
                Arguments.of("a line of 10 MB of backslashes", of("\\", TEN_MEGABYTES)),
                Arguments.of("a line of 10 MB of braces", of("{", TEN_MEGABYTES)),
                Arguments.of("a line of 10 MB of blocks", of("vrrp_instance A { interface eth0 } ", TEN_MEGABYTES)),
                Arguments.of("a line of 10 MB of uses", "$A=b\n" + of("$A ${A} ", TEN_MEGABYTES)),
                Arguments.of("a line of 10 MB of NUL bytes", of("\0", TEN_MEGABYTES)),
                Arguments.of("a repetition over a line of 10 MB", "~SEQ(i,1,1000) " + of("k$i ", TEN_MEGABYTES)),
                Arguments.of("a list of 10 MB", "~LST(i," + of("a,", TEN_MEGABYTES) + "a) k $i"),
                Arguments.of("braces that open 10 MB deep", of("a {\n", TEN_MEGABYTES)),
                Arguments.of("braces that close 10 MB of nothing", of("}\n", TEN_MEGABYTES)),
                Arguments.of("10 MB of lines that are no keyword", of("vrrp_instence\n", TEN_MEGABYTES)),
                Arguments.of("definitions that double", doubling("$A%d=$A%d $A%d \n", "")),
                Arguments.of("definitions that double to nothing", doubling("$A%d=${A%d}${A%d}\n", "")),
                Arguments.of(
                        "definitions of lines that double", doubling("$A%d= \\\n$A%d \\\n$A%d \n\n", "router_id x")),
                Arguments.of("repetitions in repetitions", of("~SEQ(i,1,1000) ", 30 * 15) + "router_id $i"),
                Arguments.of(
                        "repetitions that define repetitions",
                        "$B= \\\n~SEQ(i,1,1000) $A=~SEQ(j,1,1000) x \\\n~SEQ(k,1,1000) $A\n\n~SEQ(l,1,1000) $B"),
                Arguments.of("a repetition to the largest number", "~SEQ(i,1,9223372036854775807) k $i"),
                Arguments.of(
                        "a repetition over the largest number",
                        "~SEQ(i,9223372036854775806,4611686018427387904,9223372036854775807) k $i"),
                Arguments.of("100,000 addresses of one instance", entries("virtual_ipaddress", "10.0.0.1")),
                Arguments.of("100,000 unknown trackers of one instance", entries("track_script", "chk_%d")),
                Arguments.of(
                        "100,000 prefixes of a group",
                        "virtual_server_group G {\n" + "10.0.0.0/8 80\n".repeat(100_000)
                                + "}\nvirtual_server group G {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n}\n"));
    }

    private static String doubling(String definition, String end) {
        StringBuilder text = new StringBuilder("$A0=" + end + "\n");
        for (int i = 1; i <= 64; i++) {
            text.append(String.format(definition, i, i - 1, i - 1));
        }
        return text.append("global_defs {\n$A64\n${A64}\n}\n").toString();
    }

    private static String entries(String block, String entry) {
        StringBuilder text =
                new StringBuilder("vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\n" + block + " {\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(String.format(entry, i)).append('\n');
        }
        return text.append("}\n}\n").toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void endsInADiagnostic(String what, String text) {
        LoadedConfig loaded = assertTimeout(GUARD, () -> Loading.of(text).loaded());

        assertThat(loaded.diagnostics())
                .as(what)
                .hasSizeLessThanOrEqualTo(40_003)
                .anyMatch(d -> d.severity() != Severity.NOTE)
                .allSatisfy(d -> assertThat(d.message()).hasSizeLessThan(2_000));
    }

    @Test
    void includesOfThemselvesUnderOtherNamesEnd() throws IOException {
        Path main = Files.writeString(
                directory.resolve("a.conf"), "include *.conf\ninclude {a,b}*\ninclude sub/../b.conf\n");
        Files.createDirectory(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("b.conf"), main);
        Files.createSymbolicLink(directory.resolve("c.conf"), directory.resolve("b.conf"));
        Files.createSymbolicLink(directory.resolve("d.conf"), directory.resolve("d.conf"));
        Files.createSymbolicLink(directory.resolve("sub/up"), directory);

        assertThat(load(main).diagnostics())
                .isNotEmpty()
                .anyMatch(d -> d.message().contains("includes itself"));
    }

    @Test
    void includesThatFanOutEnd() throws IOException {
        Path main = Files.writeString(directory.resolve("main.conf"), "include f0\ninclude f0\n");
        for (int i = 0; i < 60; i++) {
            Files.writeString(directory.resolve("f" + i), ("include f" + (i + 1) + "\n").repeat(2));
        }
        Files.writeString(directory.resolve("f60"), "");

        assertThat(load(main).config()).isEmpty();
    }

    @Test
    void patternsThatMatchInManyWaysEnd() throws IOException {
        Files.writeString(directory.resolve("a".repeat(200)), "");
        Path main =
                Files.writeString(directory.resolve("main.conf"), "include " + "*a".repeat(100) + "b\n".repeat(1_000));

        assertThat(load(main).diagnostics()).isNotEmpty();
    }

    private static LoadedConfig load(Path main) {
        LoadSettings settings = new LoadSettings(ReadSettings.of("d1"), Loading.CHECKERS);
        return assertTimeout(GUARD, () -> ConfigLoader.load(main, settings));
    }
}
