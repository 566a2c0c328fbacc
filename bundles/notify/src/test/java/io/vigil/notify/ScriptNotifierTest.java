package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts are real ones, run by /bin/sh. */
@Timeout(60)
class ScriptNotifierTest {
    @TempDir
    Path directory;

    private ScriptNotifier notifier = notifier(Optional.empty(), 10);

    private static ScriptNotifier notifier(Optional<Duration> timeout, int mostAtOnce) {
        return new ScriptNotifier(new ScriptNotifier.Settings(timeout, mostAtOnce));
    }

    @AfterEach
    void stop() {
        notifier.deactivate();
    }

    private Path script(String name, String body) throws IOException {
        Path path = directory.resolve(name);
        Files.writeString(path, "#!/bin/sh\ncd " + directory + "\n" + body + "\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void argumentsArriveAsTheyAreWithoutAShell() throws Exception {
        Path script = script("notify", "for a in \"$@\"; do echo \"<$a>\" >> out.part; done; mv out.part out");
        notifier.tell(Notices.scripts(
                Notices.script(List.of(script.toString(), "a b", "$HOME;x", "", "INSTANCE", "VI_1", "MASTER", "150"))));
        notifier.settle(20_000);
        assertThat(directory.resolve("out")).hasContent("<a b>\n<$HOME;x>\n<>\n<INSTANCE>\n<VI_1>\n<MASTER>\n<150>\n");
        assertThat(notifier.running()).isZero();
    }

    @Test
    void scriptsOfANoticeRunSideBySide() throws Exception {
        Path first = script("first", "while [ ! -e second.ran ]; do :; done; touch first.ran");
        Path second = script("second", "touch second.ran");
        notifier.tell(
                Notices.scripts(Notices.script(List.of(first.toString())), Notices.script(List.of(second.toString()))));
        notifier.settle(20_000);
        assertThat(directory.resolve("first.ran")).exists();
    }

    @Test
    void tellDoesNotWaitAndSettleWaitsWithABound() throws Exception {
        Path endless = script("endless", "while [ ! -e end ]; do :; done; touch ended");
        notifier.tell(Notices.scripts(Notices.script(List.of(endless.toString()))));
        notifier.settle(50);
        assertThat(notifier.running()).isEqualTo(1);
        Files.createFile(directory.resolve("end"));
        notifier.settle(20_000);
        assertThat(directory.resolve("ended")).exists();
    }

    @Test
    void aRefusedScriptNeverRunsAndIsComplainedAboutOnce() throws Exception {
        Path script = script("open", "touch ran");
        Path other = script("other", "touch other.ran");
        for (int i = 0; i < 3; i++) {
            notifier.tell(Notices.scripts(
                    Notices.refused(List.of(script.toString()), "others can write to it"),
                    Notices.script(List.of(other.toString()))));
        }
        notifier.settle(20_000);
        assertThat(directory.resolve("ran")).doesNotExist();
        assertThat(directory.resolve("other.ran")).exists();
        assertThat(notifier.complaints()).isEqualTo(1);
    }

    @Test
    void aScriptThatTakesTooLongIsEnded() throws Exception {
        notifier.deactivate();
        notifier = notifier(Optional.of(Duration.ofMillis(300)), 10);
        Path script = script("slow", "trap 'touch term; exit 1' TERM; while :; do :; done");
        notifier.tell(Notices.scripts(Notices.script(List.of(script.toString()))));
        notifier.settle(20_000);
        assertThat(notifier.running()).isZero();
        assertThat(directory.resolve("term")).exists();
    }

    @Test
    void whatStillRunsAtAStopIsEnded() throws Exception {
        Path script = script("slow", "trap 'touch term; exit 1' TERM; touch up; while :; do :; done");
        notifier.tell(Notices.scripts(Notices.script(List.of(script.toString()))));
        while (!Files.exists(directory.resolve("up"))) {
            notifier.settle(10);
        }
        notifier.deactivate();
        notifier.settle(20_000);
        assertThat(directory.resolve("term")).exists();
    }

    @Test
    void aScriptThatCannotBeStartedOrFailsDisturbsNothing() throws Exception {
        Path good = script("good", "touch ran");
        Path bad = script("bad", "echo broken; exit 3");
        notifier.tell(Notices.scripts(
                Notices.script(List.of(directory.resolve("missing").toString())),
                Notices.script(List.of(bad.toString())),
                Notices.script(List.of(good.toString()))));
        notifier.settle(20_000);
        assertThat(directory.resolve("ran")).exists();
        assertThat(notifier.running()).isZero();
    }

    @Test
    void noMoreThanSoManyRunAtOnce() throws Exception {
        notifier.deactivate();
        notifier = notifier(Optional.empty(), 1);
        Path endless = script("endless", "while [ ! -e end ]; do :; done");
        notifier.tell(Notices.scripts(Notices.script(List.of(endless.toString()))));
        assertThatThrownBy(() -> notifier.tell(Notices.scripts(Notices.script(List.of(endless.toString())))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was not started: 1 scripts are running already");
        Files.createFile(directory.resolve("end"));
        notifier.settle(20_000);
    }
}
