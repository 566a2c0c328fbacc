package io.vigil.config.help;

import io.vigil.config.language.Keyword;
import io.vigil.config.language.Keyword.Trait;
import io.vigil.config.language.KeywordState;
import io.vigil.config.language.Language;
import io.vigil.config.language.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The help of {@code --explain}: every keyword of a name, or the one at a path such as {@code vrrp_instance/priority}. */
public final class Explanation {
    private Explanation() {}

    /**
     * The rows that a question means: those whose name, or whose path's end, it is.
     *
     * @param question a keyword, or some of the end of its path, joined by slashes
     */
    public static List<Language.Row> find(List<Language.Row> language, String question) {
        List<Language.Row> found = new ArrayList<>();
        for (Language.Row row : language) {
            if (row.name().equals(question) || row.name().endsWith("/" + question)) {
                found.add(row);
            }
        }
        return found;
    }

    /** What to say when nothing is found. */
    public static String nothing(List<Language.Row> language, String question) {
        String last = question.substring(question.lastIndexOf('/') + 1);
        List<String> names = language.stream().map(row -> row.keyword().name()).toList();
        return "no keyword is called '" + question + "'"
                + Spelling.nearest(last, names)
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse("");
    }

    /** The help of one keyword, several lines. */
    public static String text(Language.Row row) {
        Keyword keyword = row.keyword();
        StringBuilder text = new StringBuilder();
        String place = row.path().isEmpty() ? "the outermost level" : row.path();
        text.append(keyword.name()).append(" in ").append(place).append('\n');
        if (!keyword.help().isEmpty()) {
            line(text, keyword.help());
        }
        line(text, "takes:   " + Phrases.value(keyword));
        keyword.fallback().ifPresent(value -> line(text, "default: " + value));
        for (Trait trait : Trait.values()) {
            if (keyword.is(trait) && !note(trait, keyword).isEmpty()) {
                line(text, note(trait, keyword));
            }
        }
        keyword.nested()
                .ifPresent(block -> line(
                        text,
                        "holds:   "
                                + String.join(
                                        " ",
                                        block.rows().stream().map(Keyword::name).toList())));
        KeywordState state = row.state();
        line(text, "state:   " + state.kind().words() + (state.reason().isEmpty() ? "" : ": " + state.reason()));
        return text.toString();
    }

    private static void line(StringBuilder text, String words) {
        text.append("  ").append(words).append('\n');
    }

    private static String note(Trait trait, Keyword keyword) {
        return switch (trait) {
            case REPEATED -> "may be written more than once, and each counts";
            case FIRST_WINS -> "the first one counts";
            case ANY_CASE -> "in capitals or not";
            case REQUIRED -> "must be written";
            case DEPRECATED -> "an old spelling of " + keyword.meaning();
            case OPTIONAL_VALUE, LENIENT, NOT_ACTED_ON, BLOCK_UNUSED -> "";
        };
    }

    /** A state as one word for machines. */
    static String machine(KeywordState state) {
        return state.kind().name().toLowerCase(Locale.ROOT);
    }
}
