package io.vigil.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.Test;

/** What {@code bin/launch.sh} does before the director runs. */
public class LauncherTest {
    private static final String LAUNCHER = "../karaf-assembly/src/main/resources/bin/launch.sh";

    @Test
    public void raisesTheLimitOfOpenFilesToTheHardOne() throws Exception {
        assertThat(bash("ulimit -S -n 300; ulimit -H -n 500; . " + LAUNCHER + "; allow_open_files; ulimit -S -n"))
                .isEqualTo("500\n");
    }

    @Test
    public void leavesALimitAloneThatIsHighEnough() throws Exception {
        assertThat(bash("ulimit() { [ $# -eq 2 ] && echo 70000 || echo \"set $*\"; }; . " + LAUNCHER
                        + "; allow_open_files; ulimit -S -n"))
                .isEqualTo("70000\n");
    }

    @Test
    public void goesTo65536WhereTheHardLimitIsHigher() throws Exception {
        assertThat(bash(
                        "ulimit() { case $# in 3) echo \"set $*\" ;; *) [ $1 = -H ] && echo unlimited || echo 1024 ;; esac; }; . "
                                + LAUNCHER + "; allow_open_files"))
                .isEqualTo("set -S -n 65536\n");
    }

    @Test
    public void saysNothingWhereTheLimitMayNotBeRaised() throws Exception {
        assertThat(bash(
                        "ulimit() { case $# in 3) echo no >&2; return 1 ;; *) [ $1 = -H ] && echo 4096 || echo 1024 ;; esac; }; set -e; . "
                                + LAUNCHER + "; allow_open_files; echo goes on"))
                .isEqualTo("goes on\n");
    }

    /** What a script says, errors too. */
    private static String bash(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-uc", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
