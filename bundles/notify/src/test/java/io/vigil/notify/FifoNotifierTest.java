package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FIFOs are real ones. */
@Timeout(60)
class FifoNotifierTest {
    @TempDir
    Path directory;

    private final FifoNotifier notifier = new FifoNotifier();
    private Path path = Path.of("");

    @BeforeEach
    void choosePath() {
        path = directory.resolve("notify");
    }

    @AfterEach
    void stop() throws IOException {
        notifier.deactivate();
    }

    private void tell(String... lines) throws IOException {
        notifier.tell(Notices.lines(path.toString(), lines));
    }

    private static String read(InputStream reader, int length) throws IOException {
        return new String(reader.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void theFifoIsMadeOnFirstUseAndNeedsNoReader() throws Exception {
        tell("INSTANCE \"VI_1\" MASTER 150");
        notifier.settle(10_000);
        assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0010644);
        notifier.deactivate();
        assertThat(path).doesNotExist();
    }

    @Test
    void aReaderThatComesLaterGetsEveryLineAndNothingElse() throws Exception {
        String instance = "INSTANCE \"VI_1\" MASTER 150\n";
        String server = "RS [10.0.1.1]:tcp:80 [10.0.0.1]:tcp:80 DOWN\n";
        tell(instance.strip(), server.strip());
        notifier.settle(10_000);
        try (InputStream reader = new BufferedInputStream(new FileInputStream(path.toFile()))) {
            assertThat(read(reader, instance.length() + server.length())).isEqualTo(instance + server);
            assertThat(reader.available()).isZero();
        }
    }

    @Test
    void aReaderThatStaysSeesLinesInOrder() throws Exception {
        tell("VS [10.0.0.1]:tcp:80 UP");
        try (InputStream reader = new BufferedInputStream(new FileInputStream(path.toFile()))) {
            tell("GROUP \"G1\" MASTER 0");
            assertThat(read(reader, 44)).isEqualTo("VS [10.0.0.1]:tcp:80 UP\nGROUP \"G1\" MASTER 0\n");
        }
    }

    @Test
    void aFullFifoLosesLinesButNeverBlocksAndGoesOnWhenItIsRead() throws Exception {
        String line = "x".repeat(999);
        Fifo fifo = Fifo.open(path);
        try (fifo) {
            int written = 0;
            while (fifo.lost() == 0) {
                fifo.write(line + "\n");
                written++;
            }
            assertThat(written).isGreaterThan(Fifo.QUEUE);
            assertThat(fifo.drain(Duration.ofMillis(50))).isFalse();
            try (InputStream reader = new BufferedInputStream(new FileInputStream(path.toFile()))) {
                for (int i = 0; i < written - 1; i++) {
                    assertThat(read(reader, 1000)).hasSize(1000).endsWith("x\n");
                }
                fifo.write("after\n");
                assertThat(read(reader, 6)).isEqualTo("after\n");
            }
            assertThat(fifo.lost()).isZero();
        }
    }

    @Test
    void aFifoThatBlocksCanStillBeClosed() throws Exception {
        Fifo fifo = Fifo.open(path);
        while (fifo.lost() == 0) {
            fifo.write("y".repeat(4000) + "\n");
        }
        fifo.close();
        fifo.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void anExistingFifoIsUsedAndLeftThere() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                        .start()
                        .waitFor())
                .isZero();
        tell("VS [10.0.0.1]:tcp:80 UP");
        notifier.settle(10_000);
        notifier.deactivate();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNoFifoIsNeverWrittenTo() throws Exception {
        Files.writeString(path, "precious");
        assertThatThrownBy(() -> tell("VS x UP"))
                .isInstanceOf(IOException.class)
                .hasMessage("notify FIFO " + path + " is something else than a FIFO; nothing is written to it");
        Path real = directory.resolve("real");
        Files.move(path, real);
        Files.createSymbolicLink(path, real);
        assertThatThrownBy(() -> tell("VS x UP")).isInstanceOf(IOException.class);
        assertThat(real).hasContent("precious");
    }

    @Test
    void aFifoThatSomebodyRemovedIsMadeAgain() throws Exception {
        tell("VS [10.0.0.1]:tcp:80 UP");
        notifier.settle(10_000);
        Files.delete(path);
        tell("VS [10.0.0.1]:tcp:80 DOWN");
        try (InputStream reader = new BufferedInputStream(new FileInputStream(path.toFile()))) {
            assertThat(read(reader, 26)).isEqualTo("VS [10.0.0.1]:tcp:80 DOWN\n");
        }
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        assertThatThrownBy(() -> notifier.tell(Notices.lines("/nowhere/at/all", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("making FIFO /nowhere/at/all failed")
                .hasMessageContaining("No such file");
    }
}
