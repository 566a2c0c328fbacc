package io.vigil.config.language;

import java.nio.file.Path;
import java.util.Optional;

/** What of this machine a configuration may name. Asked while loading only; nothing here decides whether a file can be read. */
public interface Host {
    /** What there is to know of a program before it is run. */
    record Program(boolean exists, boolean executable, Optional<String> insecure) {
        /** There is no such file. */
        public static final Program MISSING = new Program(false, false, Optional.empty());
    }

    /** Whether there is a network interface of that name. */
    boolean hasInterface(String name);

    /** Whether there is such a directory. */
    boolean hasDirectory(Path path);

    /** The number of a user; empty when there is none of that name. */
    Optional<Integer> user(String name);

    /** Whether there is a group of that name. */
    boolean hasGroup(String name);

    /** Whether a program is there, can be run, and could have been put there by anybody but root; the last in plain words. */
    Program program(Path path);

    /** Where a program without a slash in its name is found. */
    Optional<Path> onPath(String name);
}
