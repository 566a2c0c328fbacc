package io.vigil.core.check;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/** Notices when files change. */
public interface FileChanges {
    /**
     * Follows these files from now on and no others; they need not exist.
     *
     * @param changed told of each that was written, replaced, made or removed, once for a burst of changes, on any thread
     */
    void follow(Set<Path> files, Consumer<Path> changed);
}
