package io.vigil.config.cli;

import io.vigil.api.Diagnostic;
import io.vigil.api.director.PlannedChange;
import io.vigil.config.Config;
import io.vigil.config.ConfigDiff;
import io.vigil.config.ConfigLoader;
import io.vigil.config.LoadSettings;
import io.vigil.config.LoadedConfig;
import io.vigil.config.checkers.CheckerResources;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints what would change if one file took another's place, grouped by what is disturbed. Ends with 0, with 4 when either file
 * cannot be run, or with 1 when it is misused.
 */
public final class PlanFiles {
    private static final int MISUSED = 1;
    private static final int REFUSED = 4;
    /** What a change may disturb, the worst first. */
    private static final List<String> DISTURBS = List.of("an address", "a pool", "one server", "nothing");

    private PlanFiles() {}

    /** {@code OLD NEW CONFIG-ID [JAR_OR_DIRECTORY]...}; an empty configuration id means this host's. */
    public static void main(String... words) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int status = run(out, System.err, words);
        out.flush();
        System.exit(status);
    }

    static int run(PrintStream out, PrintStream problems, String... words) {
        if (words.length < 3) {
            problems.println("name the old file, the new one and a configuration id");
            return MISUSED;
        }
        try {
            List<Path> places = new ArrayList<>();
            for (String word : List.of(words).subList(3, words.length)) {
                places.add(Path.of(word));
            }
            LoadSettings settings = LoadSettings.ofThisHost(CheckerResources.find(places, problems::println));
            LoadSettings ours = words[2].isEmpty() ? settings : settings.withConfigId(words[2]);
            Optional<Config> old = load(Path.of(words[0]), ours, problems);
            Optional<Config> wanted = load(Path.of(words[1]), ours, problems);
            if (old.isEmpty() || wanted.isEmpty()) {
                return REFUSED;
            }
            out.print(text(ConfigDiff.between(old.get(), wanted.get())));
            return 0;
        } catch (InvalidPathException e) {
            problems.println("'" + e.getInput() + "' is no path");
            return MISUSED;
        }
    }

    private static Optional<Config> load(Path file, LoadSettings settings, PrintStream problems) {
        LoadedConfig loaded = ConfigLoader.load(file, settings);
        if (loaded.config().isEmpty()) {
            for (Diagnostic diagnostic : loaded.diagnostics()) {
                problems.println(diagnostic);
            }
        }
        return loaded.config();
    }

    private static String text(List<PlannedChange> changes) {
        if (changes.isEmpty()) {
            return "nothing would change\n";
        }
        Map<String, List<PlannedChange>> groups = new LinkedHashMap<>();
        DISTURBS.forEach(disturbs -> groups.put(disturbs, new ArrayList<>()));
        for (PlannedChange change : changes) {
            groups.computeIfAbsent(change.disturbs(), d -> new ArrayList<>()).add(change);
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((disturbs, group) -> {
            if (!group.isEmpty()) {
                text.append("disturbs ").append(disturbs).append(":\n");
            }
            for (PlannedChange change : group) {
                String kind = change.kind().name().toLowerCase(java.util.Locale.ROOT);
                text.append("  ").append(kind).append(' ').append(change.what());
                text.append(change.detail().isEmpty() ? "" : ": " + change.detail())
                        .append('\n');
            }
        });
        return text.toString();
    }
}
