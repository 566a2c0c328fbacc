package io.vigil.config.help;

import io.vigil.config.language.Keyword;
import io.vigil.config.language.KeywordState;
import io.vigil.config.language.KeywordState.Kind;
import io.vigil.config.language.Language;
import io.vigil.config.language.ValueType;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of keywords that comes with the distribution, as Markdown: what each takes, and whether it acts. */
public final class KeywordTable {
    private static final String HEAD = """
            # Keywords of keepalived.conf

            Made from the code by `bin/vigil --keyword-table`; a test compares the two. *acts*: the test that is named shows the
            effect (`CLASS#METHOD` in the sources, or a scenario of the lab). *read, no test named*: it is typed, checked and in the
            model that the parts read, and no test that is named here shows its effect. *parsed only*: it is typed and checked,
            loading says once that nothing acts on it. *refused*: it is known, and what it stands in is left out and told.

            """;

    private KeywordTable() {}

    /** The whole document. */
    public static String text(List<Language.Row> language) {
        StringBuilder text = new StringBuilder(HEAD);
        counts(language, text);
        String path = "?";
        for (Language.Row row : language) {
            if (!row.path().equals(path)) {
                path = row.path();
                text.append("\n## ").append(path.isEmpty() ? "Outermost level" : "`" + path + "`");
                text.append("\n\n| Keyword | Takes | Default | State |\n| --- | --- | --- | --- |\n");
            }
            Keyword keyword = row.keyword();
            text.append("| `").append(cell(keyword.name())).append("` | ");
            text.append(cell(keyword.type() == ValueType.FORM ? keyword.help() : Phrases.value(keyword)))
                    .append(" | ");
            text.append(cell(keyword.fallback().orElse(""))).append(" | ");
            text.append(cell(state(row))).append(" |\n");
        }
        return text.toString();
    }

    private static void counts(List<Language.Row> language, StringBuilder text) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Language.Row row : language) {
            counts.merge(row.state().kind(), 1, Integer::sum);
        }
        text.append(String.format(Locale.ROOT, "%d keywords:", language.size()));
        counts.forEach((kind, count) ->
                text.append(' ').append(count).append(' ').append(kind.words()).append(';'));
        text.setCharAt(text.length() - 1, '.');
        text.append('\n');
    }

    private static String state(Language.Row row) {
        KeywordState state = row.state();
        String old = row.deprecatedBy().map(now -> "; old, write " + now).orElse("");
        return state.kind().words() + (state.reason().isEmpty() ? "" : ": " + state.reason()) + old;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
