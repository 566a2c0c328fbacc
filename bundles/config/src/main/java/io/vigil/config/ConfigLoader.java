package io.vigil.config;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.config.bind.Binder;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Host;
import io.vigil.config.language.ReferenceLevels;
import io.vigil.config.language.RootKeywords;
import io.vigil.config.syntax.ConfigReader;
import io.vigil.config.syntax.LineListener;
import io.vigil.config.syntax.ReadSettings;
import io.vigil.config.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads configurations. Whatever the files hold becomes diagnostics, never an exception; any thread may call. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Loads a configuration and what it includes.
     *
     * @param main the file, or a pattern whose matches are read one after the other
     * @param settings what loading depends on besides the files
     */
    public static LoadedConfig load(Path main, LoadSettings settings) {
        Findings findings = new Findings();
        SyntaxTree tree = ConfigReader.read(main, reading(settings), levels(findings, settings));
        return bind(tree, new Place(main.toString(), 1, 1), settings, settings.host(), findings);
    }

    /** Loads a text that is no file; its includes are not followed. */
    public static LoadedConfig loadText(String name, byte[] content, LoadSettings settings) {
        return loadText(name, content, settings, settings.host());
    }

    /** Loads a text that is no file; its includes are not followed. */
    public static LoadedConfig loadText(String name, String content, LoadSettings settings) {
        return loadText(name, content.getBytes(StandardCharsets.UTF_8), settings);
    }

    /** The same as if on another machine. */
    static LoadedConfig loadText(String name, byte[] content, LoadSettings settings, Host host) {
        ReadSettings reading = reading(settings).withIncludes(ReadSettings.Includes.IGNORED);
        Findings findings = new Findings();
        SyntaxTree tree = ConfigReader.readText(name, content, reading, levels(findings, settings));
        return bind(tree, new Place(name, 1, 1), settings, host, findings);
    }

    private static ReadSettings reading(LoadSettings settings) {
        return settings.reading().withBlockKeywords(RootKeywords.alwaysBlocks());
    }

    private static LineListener levels(Findings findings, LoadSettings settings) {
        return new ReferenceLevels(findings, settings.checkers()::find);
    }

    private static LoadedConfig bind(
            SyntaxTree tree, Place start, LoadSettings settings, Host host, Findings findings) {
        tree.diagnostics().forEach(findings::add);
        Config config = new Binder(findings, host, settings.checkers()).bind(tree.statements(), start);
        return new LoadedConfig(
                findings.fatal() ? Optional.empty() : Optional.of(config),
                sorted(findings.all(), tree.files()),
                tree.files());
    }

    /** In the order of the files, of their lines, and of what was found first. */
    private static List<Diagnostic> sorted(List<Diagnostic> diagnostics, List<Path> files) {
        Map<String, Integer> order = new HashMap<>();
        for (Path file : files) {
            order.putIfAbsent(file.toString(), order.size());
        }
        List<Diagnostic> sorted = new ArrayList<>(diagnostics);
        sorted.sort(Comparator.comparingInt(
                        (Diagnostic d) -> order.getOrDefault(d.place().file(), -1))
                .thenComparingInt(d -> d.place().line())
                .thenComparingInt(d -> d.place().column()));
        return sorted;
    }
}
