package io.vigil.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RealServerTest {
    private final InetSocketAddress address = RealServer.free();
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = RealServer.directory("testkit");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        RealServer.remove(directory);
        assertThat(directory).doesNotExist();
    }

    @Test
    void waitsUntilTheServerIsReadyAndEndsItWithWhatItStarted() throws IOException {
        Path ready = directory.resolve("ready");
        ProcessHandle child;
        try (RealServer server = RealServer.start(
                directory,
                address,
                List.of("/bin/sh", "-c", "sleep 600 & echo $! > pid; echo hello; touch ready; wait"),
                () -> Files.exists(ready))) {
            child = ProcessHandle.of(Long.parseLong(
                            Files.readString(directory.resolve("pid")).strip()))
                    .orElseThrow();
            assertThat(server.log()).isEqualTo("hello\n");
            assertThat(child.isAlive()).isTrue();
        }
        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void tellsWhatAServerPrintedThatEndsInPlaceOfListening() {
        assertThatThrownBy(() ->
                        RealServer.start(directory, address, List.of("/bin/sh", "-c", "echo no such option; exit 3")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("no such option");
    }

    @Test
    void tellsWhatAFailedPreparationPrinted() {
        assertThatThrownBy(() -> RealServer.run(directory, List.of("/bin/sh", "-c", "echo disk full; exit 1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("disk full");
    }
}
