package io.vigil.config.syntax;

import io.vigil.api.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads configurations into syntax trees.
 *
 * <p>Never throws on what it reads: bytes that are no configuration, files that are missing, definitions that do not end all become
 * diagnostics. The time is linear in the size of what is read, definitions included, and bounded by {@link ReadLimits}. Any thread
 * may call; each call is on its own.
 */
public final class ConfigReader {
    private final Report report;
    private final Budget budget;
    private final IncludeResolver resolver;
    private final Sources sources;
    private final Interpreter interpreter;

    private ConfigReader(ReadSettings settings, LineListener listener) {
        report = new Report(settings.limits().diagnostics());
        budget = new Budget(settings.limits(), report);
        resolver = new IncludeResolver(report, budget);
        sources = new Sources(settings, report, budget, resolver);
        interpreter = new Interpreter(settings, report, budget, sources, listener);
    }

    /**
     * Reads a configuration and what it includes.
     *
     * @param mainFileOrGlob the file, or a pattern whose matches are read one after the other
     * @param settings what reading depends on besides the files
     * @return the tree; it is {@linkplain SyntaxTree#refused() refused} when there is no file to read
     */
    public static SyntaxTree read(Path mainFileOrGlob, ReadSettings settings) {
        return read(mainFileOrGlob, settings, LineListener.NONE);
    }

    /** The same while somebody listens. */
    public static SyntaxTree read(Path mainFileOrGlob, ReadSettings settings, LineListener listener) {
        ConfigReader reader = new ConfigReader(settings, listener);
        Place start = new Place(mainFileOrGlob.toString(), 1, 1);
        reader.sources.readFiles(reader.resolver.main(mainFileOrGlob), start, IncludeCheck.MAIN_FILE);
        return reader.tree(start);
    }

    /** Reads a text that is no file; relative includes are taken from the directory of its name. */
    public static SyntaxTree readText(String name, byte[] content, ReadSettings settings) {
        return readText(name, content, settings, LineListener.NONE);
    }

    /** The same while somebody listens. */
    public static SyntaxTree readText(String name, byte[] content, ReadSettings settings, LineListener listener) {
        ConfigReader reader = new ConfigReader(settings, listener);
        reader.sources.readText(name, content);
        return reader.tree(new Place(name, 1, 1));
    }

    /** Reads a text that is no file; relative includes are taken from the directory of its name. */
    public static SyntaxTree readText(String name, String content, ReadSettings settings) {
        return readText(name, content.getBytes(StandardCharsets.UTF_8), settings);
    }

    private SyntaxTree tree(Place start) {
        TreeBuilder tree = interpreter.run();
        return new SyntaxTree(tree.finish(), report.finish(start), List.copyOf(sources.filesRead()));
    }
}
