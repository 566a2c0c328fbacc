package io.vigil.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which others find this process: it appears as a whole when the configuration is in force, and goes at a stop. */
final class PidFile {
    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);

    private final Path file;
    private final String content;

    PidFile(Path file, long pid) {
        this.file = file;
        this.content = pid + "\n";
    }

    void write() {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("cannot write the pid file {}: {}; the director runs without", file, e.toString());
        }
    }

    /** Removes it, unless another process has written its own number meanwhile. */
    void remove() {
        try {
            if (Files.readString(file).equals(content)) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("the pid file {} is gone already", file);
        } catch (IOException e) {
            LOG.warn("cannot remove the pid file {}: {}", file, e.toString());
        }
    }
}
