package io.vigil.config.cli;

import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.checkers.CheckerResources;
import io.vigil.config.help.Explanation;
import io.vigil.config.help.KeywordTable;
import io.vigil.config.help.LanguageJson;
import io.vigil.config.language.Language;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes the language: {@code explain KEYWORD}, {@code describe} (JSON) or {@code table} (Markdown), then the bundles, or
 * directories of bundles, that bring checker types. Ends with 0, or 1 when it is misused or nothing is called so.
 */
public final class LanguageHelp {
    private static final int MISUSED = 1;

    private LanguageHelp() {}

    /** {@code explain KEYWORD|describe|table [JAR_OR_DIRECTORY]...}. */
    public static void main(String... words) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int status = run(out, System.err, words);
        out.flush();
        System.exit(status);
    }

    static int run(PrintStream out, PrintStream problems, String... words) {
        String what = words.length == 0 ? "" : words[0];
        int first = what.equals("explain") ? 2 : 1;
        if (words.length < first) {
            problems.println("say explain KEYWORD, describe or table, and where checkers are");
            return MISUSED;
        }
        List<Language.Row> language = language(problems, words, first);
        switch (what) {
            case "explain" -> {
                return explain(language, words[1], out, problems);
            }
            case "describe" -> out.print(LanguageJson.text(language));
            case "table" -> out.print(KeywordTable.text(language));
            default -> {
                problems.println("'" + what + "' is none of explain, describe and table");
                return MISUSED;
            }
        }
        return 0;
    }

    private static int explain(List<Language.Row> language, String question, PrintStream out, PrintStream problems) {
        List<Language.Row> found = Explanation.find(language, question);
        for (Language.Row row : found) {
            out.print(Explanation.text(row));
        }
        if (found.isEmpty()) {
            problems.println(Explanation.nothing(language, question));
        }
        return found.isEmpty() ? MISUSED : 0;
    }

    private static List<Language.Row> language(PrintStream problems, String[] words, int first) {
        List<Path> places = new ArrayList<>();
        for (int i = first; i < words.length; i++) {
            places.add(Path.of(words[i]));
        }
        CheckerCatalog catalog = CheckerResources.find(places, problems::println);
        return Language.rows(catalog.keywords().stream()
                .sorted()
                .flatMap(keyword -> catalog.find(keyword).stream())
                .toList());
    }
}
