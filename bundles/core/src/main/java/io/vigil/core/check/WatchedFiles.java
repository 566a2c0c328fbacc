package io.vigil.core.check;

import io.vigil.api.pool.CheckKey;
import io.vigil.core.loop.Loop;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which checks run at once when a file changes. Owned by the director's thread. */
final class WatchedFiles {
    private final Loop loop;
    private final FileChanges files;
    private final Consumer<CheckKey> runSoon;
    private final Map<CheckKey, Set<Path>> watchers = new HashMap<>();
    private Set<Path> followed = Set.of();
    private boolean stale;

    WatchedFiles(Loop loop, FileChanges files, Consumer<CheckKey> runSoon) {
        this.loop = loop;
        this.files = files;
        this.runSoon = runSoon;
    }

    /** A check watches these files and no others. */
    void set(CheckKey key, Set<Path> paths) {
        Set<Path> before = paths.isEmpty() ? watchers.remove(key) : watchers.put(key, paths);
        if (!paths.equals(before == null ? Set.of() : before) && !stale) {
            stale = true;
            // many checks change together: they are followed together
            loop.post(this::follow);
        }
    }

    private void follow() {
        stale = false;
        Set<Path> wanted = new LinkedHashSet<>();
        watchers.values().forEach(wanted::addAll);
        if (!wanted.equals(followed)) {
            followed = Set.copyOf(wanted);
            files.follow(followed, path -> loop.post(() -> changed(path)));
        }
    }

    private void changed(Path path) {
        watchers.forEach((key, paths) -> {
            if (paths.contains(path)) {
                runSoon.accept(key);
            }
        });
    }
}
