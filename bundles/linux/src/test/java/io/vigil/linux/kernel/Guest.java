package io.vigil.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;

/** The kernel that a test may change as it likes: a guest of the lab, which sets {@code UML=1}. */
final class Guest {
    private Guest() {}

    /** Ends the test class with the reason if this is not a guest. */
    static void required(Class<?> test) {
        boolean here = "1".equals(System.getenv("UML"));
        String reason = test.getSimpleName() + " changes the kernel: it runs in a guest of the lab only (UML=1)";
        if (!here) {
            System.out.println("SKIPPED " + reason);
        }
        Assumptions.assumeTrue(here, reason);
    }

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
