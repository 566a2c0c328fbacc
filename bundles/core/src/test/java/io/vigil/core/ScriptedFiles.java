package io.vigil.core;

import io.vigil.core.check.FileChanges;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/** Files that change when a test says so. */
public final class ScriptedFiles implements FileChanges {
    private Set<Path> followed = Set.of();
    private Consumer<Path> changed = path -> {};

    @Override
    public void follow(Set<Path> files, Consumer<Path> told) {
        followed = files;
        changed = told;
    }

    public void change(Path file) {
        if (followed.contains(file)) {
            changed.accept(file);
        }
    }

    public Set<Path> followed() {
        return followed;
    }
}
