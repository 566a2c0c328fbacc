package io.vigil.config.help;

import io.vigil.config.language.Keyword;
import io.vigil.config.language.Keyword.Trait;
import io.vigil.config.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The language for editors, as JSON: {@code {"version": 1, "keywords": [...]}}, one object for each keyword with {@code path},
 * {@code keyword}, {@code type}, {@code help}, {@code state}, {@code traits} and, where there are any, {@code min}, {@code max},
 * {@code default}, {@code choices} and {@code means} (what an old spelling stands for).
 */
public final class LanguageJson {
    private LanguageJson() {}

    /** The whole text. */
    public static String text(List<Language.Row> language) {
        List<String> objects = new ArrayList<>();
        for (Language.Row row : language) {
            objects.add(object(row));
        }
        return "{\"version\": 1, \"keywords\": [\n" + String.join(",\n", objects) + "\n]}\n";
    }

    private static String object(Language.Row row) {
        Keyword keyword = row.keyword();
        List<String> members = new ArrayList<>();
        members.add(member("path", row.path()));
        members.add(member("keyword", keyword.name()));
        members.add(member("type", keyword.type().name().toLowerCase(Locale.ROOT)));
        members.add(member("help", keyword.help()));
        members.add(member("state", Explanation.machine(row.state())));
        List<String> traits = keyword.traits().stream()
                .sorted()
                .map(Trait::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        members.add("\"traits\": " + array(traits));
        if (Phrases.bounded(keyword.range())) {
            members.add("\"min\": " + number(keyword.range().min()));
            if (keyword.range().max() != Double.MAX_VALUE) {
                members.add("\"max\": " + number(keyword.range().max()));
            }
        }
        keyword.fallback().ifPresent(value -> members.add(member("default", value)));
        if (!keyword.choices().isEmpty()) {
            members.add("\"choices\": " + array(keyword.choices()));
        }
        if (!keyword.meaning().equals(keyword.name())) {
            members.add(member("means", keyword.meaning()));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String number(double number) {
        return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String array(List<String> words) {
        return "[" + String.join(", ", words.stream().map(LanguageJson::quoted).toList()) + "]";
    }

    private static String member(String name, String value) {
        return quoted(name) + ": " + quoted(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
