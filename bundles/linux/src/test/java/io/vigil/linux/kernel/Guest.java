package io.vigil.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What tests do to the guest they run in. */
final class Guest {
    private Guest() {}

    /** Runs commands by the shell, stopping at the first that fails; returns what they said. */
    static String sh(String commands) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-ec", commands)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", commands, output).isZero();
        return output;
    }
}
