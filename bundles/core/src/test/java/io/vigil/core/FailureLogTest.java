package io.vigil.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code log_all_failures}: whether a check that fails again, without changing anything, is written to the log. */
class FailureLogTest {
    @TempDir
    Path directory;

    private String logOfADeadServer(String globals, String check) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            RunningDirector director = new RunningDirector(directory)
                    .conf("global_defs {\n" + globals
                            + "\n}\nvirtual_server 10.9.0.200 80 {\ndelay_loop 2\nprotocol TCP\n"
                            + "real_server 10.9.0.11 80 {\nTCP_CHECK {\nretry 1\n" + check + "\n}\n}\n}\n")
                    .start();
            director.seconds(5);
            director.probes.kill("10.9.0.11:80");
            director.seconds(10);
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesEveryFailureOnlyWhenToldTo() {
        String retried = "10.9.0.11:80 failed (connect: refused), retrying";
        String again = "10.9.0.11:80 failed (connect: refused), it stays down";

        assertThat(logOfADeadServer("", "")).doesNotContain(retried).doesNotContain(again);
        assertThat(logOfADeadServer("", "log_all_failures")).contains(retried).contains(again);
        assertThat(logOfADeadServer("checker_log_all_failures", ""))
                .contains(retried)
                .contains(again);
    }
}
