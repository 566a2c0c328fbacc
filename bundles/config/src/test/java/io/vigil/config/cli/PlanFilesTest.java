package io.vigil.config.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {
    private static final String FILE = """
            global_defs {
              router_id a
            }
            virtual_server 10.0.0.1 80 {
              protocol TCP
              lvs_sched rr
              real_server 10.0.0.11 80 {
                weight 1
              }
              real_server 10.0.0.12 80 {
              }
            }
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int plan(String old, String wanted) throws IOException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Path from = Files.writeString(directory.resolve("old"), old);
        Path to = Files.writeString(directory.resolve("new"), wanted);
        return PlanFiles.run(out, out, from.toString(), to.toString(), "d1");
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void changesAreGroupedByWhatTheyDisturbTheWorstFirst() throws IOException {
        String wanted = FILE.replace("router_id a", "router_id b")
                .replace("weight 1", "weight 5")
                .replace("lvs_sched rr", "lvs_sched wrr");

        assertThat(plan(FILE, wanted)).isZero();
        assertThat(said()).isEqualTo("""
                disturbs a pool:
                  changed virtual_server [10.0.0.1]:tcp:80: services: tcp 10.0.0.1:80 rr -> tcp 10.0.0.1:80 wrr
                disturbs one server:
                  changed real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80: weight: 1 -> 5
                disturbs nothing:
                  changed global_defs: router id: a -> b
                """);
    }

    @Test
    void theSameFileChangesNothing() throws IOException {
        assertThat(plan(FILE, FILE)).isZero();
        assertThat(said()).isEqualTo("nothing would change\n");
    }

    @Test
    void aFileThatCannotBeRunIsRefusedWithItsReason() throws IOException {
        assertThat(plan(FILE, FILE + "vrrp_script {\n}\n")).isEqualTo(4);
        assertThat(said()).contains("new:13:1: error: 'vrrp_script' needs a name");
    }
}
