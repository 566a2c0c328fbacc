package io.vigil.config.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.config.checkers.CheckerDescriptionCodec;
import io.vigil.config.checkers.CheckerResources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTestTest {
    private static final String GOOD = """
            virtual_server 10.9.0.1 8080 {
              delay_loop 1
              lb_algo rr
              lb_kind NAT
              protocol TCP
              real_server 10.9.0.11 80 {
                TCP_CHECK {
                  connect_timeout 2
                }
              }
            }
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void installTcpCheck() throws IOException {
        Path resources = Files.createDirectories(directory.resolve("classes").resolve(CheckerResources.DIRECTORY));
        CheckerDescription tcp = CheckerDescription.of("TCP_CHECK", "Connects.", List.of());
        Files.writeString(resources.resolve("TCP_CHECK"), CheckerDescriptionCodec.write(tcp));
    }

    private int test(String text, String... more) throws IOException {
        Path file = directory.resolve("d1.conf");
        Files.writeString(file, text);
        List<String> words = new ArrayList<>(List.of("-t", "-f", file.toString()));
        words.addAll(List.of(more));
        words.addAll(List.of("--checkers", directory.resolve("classes").toString()));
        return ConfigTest.run(new PrintStream(printed, true, StandardCharsets.UTF_8), words.toArray(new String[0]));
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8).replace(directory.toString() + "/", "");
    }

    @Test
    void goodFileIsCleanAndSilent() throws IOException {
        assertThat(test(GOOD)).isZero();
        assertThat(said()).isEmpty();
    }

    @Test
    void unknownSchedulerNamesLineAndWord() throws IOException {
        assertThat(test(GOOD.replace("lb_algo rr", "lb_algo rrr"))).isEqualTo(5);
        assertThat(said()).startsWith("d1.conf:3:11: error: 'rrr' is no scheduler");
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 | nothing                          | ''
            0 | a note                           | global_defs {~enable_dbus~}
            0 | an interface that is not here    | vrrp_instance A {~interface no-such-if0~virtual_router_id 1~virtual_ipaddress { 10.0.0.1 }~}
            5 | a warning                        | lvs_id x
            5 | an error                         | virtual_server 10.0.0.1 80 {~lvs_sched rr~protocol TCP~}
            4 | a missing value                  | instance
            6 | scripts without security         | global_defs {~script_user root~startup_script /bin/sh~}
            5 | scripts without security, and a warning | global_defs {~script_user root~startup_script /bin/sh~lvs_id x~}
            4 | scripts without security, a warning and a missing value | global_defs {~script_user root~startup_script /bin/sh~lvs_id x~}~instance
            """)
    void statusIsThatOfTheMostSevere(int status, String what, String text) throws IOException {
        assertThat(test(text.replace('~', '\n'))).as(what).isEqualTo(status);
    }

    /** The status rows of the conformance vectors (language 20); where ours is another, the documentation says why. */
    @ParameterizedTest(name = "keepalived {0}, ours {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            2 | 4 | vrrp_script~ a {~ script /bin/true~ } | 'vrrp_script' needs a name
            6 | 4 | includea none.conf                    | none.conf
            6 | 5 | global_defs {~script_user root~startup_script /bin/sh~}~bogus | unknown keyword 'bogus'
            6 | 6 | global_defs {~script_user root~startup_script /bin/sh~}       | enable_script_security
            """)
    void statusRowsOfTheReference(int theirs, int ours, String text, String message) throws IOException {
        assertThat(test(text.replace('~', '\n')))
                .as("keepalived ends with %d", theirs)
                .isEqualTo(ours);
        assertThat(said()).contains(message);
    }

    @Test
    void missingFileIsRefused() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        assertThat(ConfigTest.run(
                        out, "-t", "-f", directory.resolve("none.conf").toString()))
                .isEqualTo(4);
        assertThat(said()).startsWith("none.conf:1:1: error: ");
    }

    @Test
    void missingIncludeCountsOnlyWhenAsked() throws IOException {
        assertThat(test("include none.conf\n")).isEqualTo(5);
        assertThat(test("include none.conf\n", "-e")).isEqualTo(4);
    }

    @Test
    void configurationIdChoosesLines() throws IOException {
        String text = "@one lvs_id x\n@two router x\n";

        assertThat(test(text, "-i", "three")).isZero();
        assertThat(test(text, "--config-id=one")).isEqualTo(5);
        assertThat(said()).contains("lvs_id").doesNotContain("router");
    }

    @Test
    void messagesGoToALogFile() throws IOException {
        Path log = directory.resolve("log");

        assertThat(test("lvs_id x\n", "-t" + log)).isEqualTo(5);
        assertThat(said()).isEmpty();
        assertThat(Files.readString(log)).contains("unknown keyword 'lvs_id'");
    }

    @Test
    void unknownOptionIsTold() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        assertThat(ConfigTest.run(out, "-t", "--nonsense")).isEqualTo(1);
        assertThat(said()).isEqualTo("unknown option '--nonsense'\n");
    }
}
