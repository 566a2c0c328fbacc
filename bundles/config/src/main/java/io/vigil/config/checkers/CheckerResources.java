package io.vigil.config.checkers;

import io.vigil.api.checker.CheckerDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the declarations that bundles carry, without a framework and without loading a class. A bundle that cannot be read is told
 * and passed over.
 */
public final class CheckerResources {
    /** Where in a bundle the declarations stand, one file for each type. */
    public static final String DIRECTORY = "META-INF/vigil/checkers/";

    private static final int LONGEST = 1 << 20;

    private final List<CheckerDescription> found = new ArrayList<>();
    private final Consumer<String> problems;

    private CheckerResources(Consumer<String> problems) {
        this.problems = problems;
    }

    /**
     * The types of some bundles.
     *
     * @param places bundles; directories of bundles, with those below; directories of classes
     * @param problems told of what cannot be read
     */
    public static CheckerCatalog find(List<Path> places, Consumer<String> problems) {
        CheckerResources resources = new CheckerResources(problems);
        for (Path place : places) {
            resources.search(place, 0);
        }
        return CheckerCatalog.of(resources.found);
    }

    private void search(Path place, int depth) {
        try {
            if (Files.isDirectory(place)) {
                Path declarations = place.resolve(DIRECTORY);
                if (Files.isDirectory(declarations)) {
                    classes(declarations);
                } else if (depth < 12) {
                    bundles(place, depth);
                }
            } else if (Files.exists(place) || depth == 0) {
                bundle(place);
            }
        } catch (IOException | UncheckedIOException e) {
            problems.accept(place + ": no checker types can be read from it: " + e);
        }
    }

    private void bundles(Path directory, int depth) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry) || entry.toString().endsWith(".jar")) {
                    search(entry, depth + 1);
                }
            }
        }
    }

    private void classes(Path declarations) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(declarations)) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    declaration(file.toString(), in);
                }
            }
        }
    }

    private void bundle(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(DIRECTORY) && !entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        declaration(jar + "!" + entry.getName(), in);
                    }
                }
            }
        }
    }

    private void declaration(String name, InputStream in) throws IOException {
        String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        try {
            found.add(CheckerDescriptionCodec.read(text));
        } catch (CheckerDescriptionCodec.UnreadableException e) {
            problems.accept(name + ": " + e.getMessage());
        }
    }
}
