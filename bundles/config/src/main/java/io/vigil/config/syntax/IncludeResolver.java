package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Finds the files that an include's pattern names, and says which are missing or may not be read as configuration. */
final class IncludeResolver {
    private final Report report;
    private final Budget budget;

    IncludeResolver(Report report, Budget budget) {
        this.report = report;
        this.budget = budget;
    }

    /**
     * The files in the order they are to be read: alternatives in their order, the matches of each by name.
     *
     * @param pattern the pattern and where it stands
     * @param base the file that includes; relative names are beside it
     * @param checks what must hold, or the configuration is refused
     */
    List<Path> resolve(String pattern, Place place, Path base, Set<IncludeCheck> checks) {
        List<String> alternatives = Glob.alternatives(pattern);
        if (alternatives.isEmpty()) {
            report.error(
                    place,
                    "include: the braces of '" + pattern + "' stand for more than " + ReadLimits.ALTERNATIVES
                            + " names");
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String alternative : alternatives) {
            List<Path> found = matches(alternative, place, base);
            files.addAll(found);
            if (found.isEmpty()) {
                missing.add(alternative);
            }
        }
        if (files.isEmpty()) {
            nothing(pattern, alternatives.size() > 1, place, checks);
        } else {
            for (String alternative : missing) {
                failed(
                        checks.contains(IncludeCheck.BRACE_MATCH),
                        Severity.NOTE,
                        place,
                        "include: no file matches the alternative '" + alternative + "'");
            }
        }
        files.removeIf(file -> !isConfiguration(file, place, checks));
        return files;
    }

    /** The files that the operator named: one that exists, or the matches of a pattern. None refuses the configuration. */
    List<Path> main(Path named) {
        Place start = new Place(named.toString(), 1, 1);
        List<Path> files =
                new ArrayList<>(Files.exists(named) ? List.of(named) : matches(named.toString(), start, Path.of("")));
        boolean missing = files.isEmpty();
        files.removeIf(file -> !isConfiguration(file, start, IncludeCheck.MAIN_FILE));
        if (files.isEmpty()) {
            report.add(Diagnostic.of(
                    start,
                    Severity.FATAL,
                    missing
                            ? "there is no configuration: no such file"
                            : "there is no configuration: nothing here can be read as one"));
        }
        return files;
    }

    private void nothing(String pattern, boolean alternatives, Place place, Set<IncludeCheck> checks) {
        boolean refused = alternatives && checks.contains(IncludeCheck.BRACE_MATCH);
        if (alternatives || Glob.hasWildcard(pattern)) {
            refused |= checks.contains(IncludeCheck.WILDCARD_MATCH);
            failed(refused, Severity.NOTE, place, "include: no file matches '" + pattern + "'");
        } else {
            refused |= checks.contains(IncludeCheck.MATCH);
            failed(
                    refused,
                    Severity.WARNING,
                    place,
                    "include: the file '" + pattern + "' does not exist, nothing is read");
        }
    }

    private void failed(boolean refused, Severity otherwise, Place place, String message) {
        report.add(Diagnostic.of(place, refused ? Severity.FATAL : otherwise, message));
    }

    /** Directories are passed over, what is not a plain file or can be executed is no configuration. */
    private boolean isConfiguration(Path file, Place place, Set<IncludeCheck> checks) {
        if (Files.isDirectory(file)) {
            return false;
        }
        if (!Files.isRegularFile(file) || isExecutable(file)) {
            report.add(Diagnostic.of(
                            place,
                            Severity.ERROR,
                            "'" + file + "' is skipped: it is no regular file without execute permission")
                    .hint("chmod a-x " + file));
            return false;
        }
        if (!Files.isReadable(file)) {
            unreadable(file, "no permission", place, checks);
            return false;
        }
        return true;
    }

    /** Says that a file cannot be read. */
    void unreadable(Path file, String reason, Place place, Set<IncludeCheck> checks) {
        failed(
                checks.contains(IncludeCheck.READABLE),
                Severity.ERROR,
                place,
                "'" + file + "' cannot be read and is skipped: " + reason);
    }

    private static boolean isExecutable(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OWNER_EXECUTE)
                    || permissions.contains(PosixFilePermission.GROUP_EXECUTE)
                    || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // reading it will tell what is wrong, if anything is
        }
    }

    private List<Path> matches(String pattern, Place place, Path base) {
        try {
            if (!Glob.hasWildcard(pattern)) {
                Path file = base.resolveSibling(Glob.unescaped(pattern));
                return Files.exists(file) ? List.of(file) : List.of();
            }
            return walk(pattern, place, base);
        } catch (InvalidPathException e) {
            report.warning(place, "include: '" + pattern + "' cannot be the name of a file here: " + e.getReason());
            return List.of();
        }
    }

    private List<Path> walk(String pattern, Place place, Path base) {
        List<Path> found = List.of(base.resolveSibling(pattern.startsWith("/") ? "/" : ""));
        for (String segment : pattern.split("/", -1)) {
            if (!segment.isEmpty()) {
                found = descend(found, segment, place);
            }
        }
        return found;
    }

    private List<Path> descend(List<Path> directories, String segment, Place place) {
        List<Path> found = new ArrayList<>();
        for (Path directory : directories) {
            if (Glob.hasWildcard(segment)) {
                found.addAll(list(directory, segment, place));
            } else {
                Path file = directory.resolve(Glob.unescaped(segment));
                if (Files.exists(file)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    /** The entries of a directory that match, by name; none when it cannot be listed, as for the shell. */
    private List<Path> list(Path directory, String segment, Place place) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!budget.takeDirectoryEntry(place)) {
                    break;
                }
                if (Glob.matches(segment, String.valueOf(entry.getFileName()))) {
                    found.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            report.warning(place, "include: the directory '" + directory + "' cannot be listed: " + e.getMessage());
        }
        Collections.sort(found);
        return found;
    }
}
