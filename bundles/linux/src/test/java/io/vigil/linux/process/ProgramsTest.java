package io.vigil.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ProgramsTest {
    private final Programs programs = new Programs("programs-under-test");

    @AfterEach
    void close() {
        programs.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 42, 143, 255})
    void tellsTheExitStatus(int code) throws Exception {
        ExitStatus status = run(shell("exit " + code));
        assertThat(status.kind()).isEqualTo(ExitStatus.Kind.EXITED);
        assertThat(status.code()).isEqualTo(code);
        assertThat(status.successful()).isEqualTo(code == 0);
        assertThat(status.couldNotRun()).isFalse();
    }

    @Test
    void tellsASignal() throws Exception {
        assertThat(run(shell("kill -9 $$")).signal()).hasValue(9);
    }

    /** Z9: what cannot be executed is a failure and never counts as success. */
    @Test
    void tellsThatAProgramIsNotThere() throws Exception {
        ExitStatus status = run(Program.of(List.of("/nonexistent/check.sh")));
        assertThat(status.couldNotRun()).isTrue();
        assertThat(status.successful()).isFalse();
    }

    @Test
    void tellsThatThereIsNoSuchUserOrGroup() throws Exception {
        Program program = shell("exit 0");
        ExitStatus user = run(program.as(Optional.of("nobody-of-this-name"), Optional.empty()));
        assertThat(user.kind()).isEqualTo(ExitStatus.Kind.NOT_STARTED);
        assertThat(user.detail()).contains("there is no user nobody-of-this-name");
        ExitStatus group = run(program.as(Optional.empty(), Optional.of("no-such-group")));
        assertThat(group.detail()).contains("there is no group no-such-group");
    }

    @Test
    void endsAProgramAndItsChildrenWhenItsTimeIsOver(@TempDir Path dir) throws Exception {
        Path child = dir.resolve("child");
        ExitStatus status =
                run(shell("sleep 300 & echo $! > " + child + "; wait").within(Duration.ofMillis(300)));
        assertThat(status.kind()).isEqualTo(ExitStatus.Kind.TIMED_OUT);
        assertThat(status.signal()).hasValue(15);
        assertThat(status.detail()).isEqualTo("ended after 300 ms");
        Optional<ProcessHandle> left =
                ProcessHandle.of(Long.parseLong(Files.readString(child).strip()));
        if (left.isPresent()) {
            assertThat(left.get().onExit().get(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void killsAProgramThatDoesNotHearTerm() throws Exception {
        long before = System.nanoTime();
        ExitStatus status =
                run(shell("trap '' TERM; while :; do sleep 0.1; done").within(Duration.ofMillis(200)));
        assertThat(status.kind()).isEqualTo(ExitStatus.Kind.TIMED_OUT);
        assertThat(status.signal()).hasValue(9);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(2200), Duration.ofSeconds(9));
    }

    @Test
    void stopsAProgramWhenAsked() throws Exception {
        RunningProgram running = programs.run(Program.of(List.of("/bin/sleep", "300")));
        running.stop();
        ExitStatus status = running.exit().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(status.kind()).isEqualTo(ExitStatus.Kind.STOPPED);
    }

    @Test
    void keepsTheBeginningOfTheOutputAndReadsTheRest() throws Exception {
        ExitStatus status = run(shell("echo out; echo err >&2; head -c 1000000 /dev/zero | tr '\\0' x")
                .keepingOutput(20));
        assertThat(status.output()).isEqualTo("out\nerr\nxxxxxxxxxxxx");
        assertThat(status.successful()).isTrue();
    }

    @Test
    void doesNotWaitForAChildThatKeepsTheOutputOpen() throws Exception {
        ExitStatus status = run(shell("sleep 5 & echo done").keepingOutput(100));
        assertThat(status.output()).isEqualTo("done\n");
    }

    @Test
    void givesEachProgramASessionOfItsOwn() throws Exception {
        ExitStatus status = run(shell("ps -o sid= -p $$; echo $$").keepingOutput(100));
        assertThat(status.output().lines().map(String::strip).distinct()).hasSize(1);
    }

    @Test
    void takesUnsafeVariablesOutOfTheEnvironmentAndAddsTheProgramsOwn() throws Exception {
        Program program = new Program(
                List.of("/usr/bin/env"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                java.util.Map.of("VIGIL_TEST", "here"),
                100_000);
        List<String> environment = run(program).output().lines().toList();
        assertThat(environment).contains("VIGIL_TEST=here").anyMatch(v -> v.startsWith("PATH="));
        assertThat(environment)
                .noneMatch(
                        v -> v.startsWith("IFS=") || v.startsWith("LD_PRELOAD=") || v.startsWith("LD_LIBRARY_PATH="));
    }

    @Test
    void runsAsAnotherUserWithNoGroupsOfOurs() throws Exception {
        assumeTrue(Accounts.ourselves().id() == 0, "only root can become another user");
        Accounts.User nobody = Accounts.user("nobody").orElseThrow();
        ExitStatus status = run(Program.of(List.of("/bin/sh", "-c", "id -u; id -g; id -G"))
                .as(Optional.of("nobody"), Optional.empty())
                .keepingOutput(100));
        assertThat(status.output().lines()).containsExactly(nobody.id() + "", nobody.group() + "", nobody.group() + "");
    }

    @Test
    void runsNothingAfterItWasClosed() throws Exception {
        programs.close();
        ExitStatus status = run(shell("exit 0"));
        assertThat(status.kind()).isEqualTo(ExitStatus.Kind.NOT_STARTED);
    }

    @Test
    void stillEndsAProgramWhoseTimeIsOverAfterItWasClosedAndThenEndsItsThread() throws Exception {
        RunningProgram running =
                programs.run(Program.of(List.of("/bin/sleep", "300")).within(Duration.ofMillis(300)));
        programs.close();
        programs.close();
        ExitStatus status = running.exit().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(status.kind()).isEqualTo(ExitStatus.Kind.TIMED_OUT);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("programs-under-test")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        running.stop();
    }

    private static Program shell(String script) {
        return Program.of(List.of("/bin/sh", "-c", script));
    }

    private ExitStatus run(Program program) throws Exception {
        return programs.run(program).exit().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
