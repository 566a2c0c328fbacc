package io.vigil.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    @TempDir
    Path directory;

    private final FileWatch watch = new FileWatch();
    private final BlockingQueue<Path> changed = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        watch.close();
    }

    /** The watch begins on its own thread: a file is written until that is noticed. */
    private @Nullable Path writeUntilNoticed(Path file) throws Exception {
        for (int i = 0; i < 300; i++) {
            Files.writeString(file, "change " + i);
            Path noticed = changed.poll(100, TimeUnit.MILLISECONDS);
            if (noticed != null) {
                return noticed;
            }
        }
        return null;
    }

    @Test
    void noticesAFileThatIsWritten() throws Exception {
        Path file = directory.resolve("weight");
        watch.follow(Set.of(file), changed::add);
        assertThat(writeUntilNoticed(file)).isEqualTo(file);
    }

    @Test
    void noticesAFileThatIsReplacedAndOneThatGoes() throws Exception {
        Path file = directory.resolve("weight");
        watch.follow(Set.of(file), changed::add);
        assertThat(writeUntilNoticed(file)).isEqualTo(file);
        drain();
        Path other = Files.writeString(directory.resolve("other"), "5");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(changed.poll(30, TimeUnit.SECONDS)).isEqualTo(file);
        drain();
        Files.delete(file);
        assertThat(changed.poll(30, TimeUnit.SECONDS)).isEqualTo(file);
    }

    /** What belongs to a burst that is still being told. */
    private void drain() throws InterruptedException {
        while (changed.poll(1, TimeUnit.SECONDS) != null) {
            // the next one
        }
    }

    @Test
    void findsADirectoryThatComesLater() throws Exception {
        Path file = directory.resolve("later").resolve("weight");
        Path early = directory.resolve("early");
        watch.follow(Set.of(file, early), changed::add);
        assertThat(writeUntilNoticed(early)).isEqualTo(early);
        drain();
        Files.createDirectory(file.getParent());
        Files.writeString(file, "1");
        assertThat(changed.poll(30, TimeUnit.SECONDS)).isEqualTo(file);
    }

    @Test
    void followsNothingOnceItIsToldOfNoFile() throws Exception {
        Path file = directory.resolve("weight");
        watch.follow(Set.of(file), changed::add);
        assertThat(writeUntilNoticed(file)).isEqualTo(file);
        watch.follow(Set.of(), changed::add);
        drain();
        Files.writeString(file, "unseen");
        assertThat(changed.poll(1, TimeUnit.SECONDS)).isNull();
    }
}
