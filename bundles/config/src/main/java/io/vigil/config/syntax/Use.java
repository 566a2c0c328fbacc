package io.vigil.config.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use of a definition in a text: {@code $NAME} before a blank, a comma, a closing parenthesis or the end, or
 * <code>${NAME words}</code> anywhere.
 *
 * @param name the name, defined or not
 * @param words the words behind it in the braces
 * @param end where it ends in the text
 */
record Use(String name, List<String> words, int end) {
    /** The use that begins at a dollar sign; null when none does. */
    static @Nullable Use at(StringBuilder text, int dollar) {
        boolean braces = opensBrace(text, dollar);
        int begin = dollar + (braces ? 2 : 1);
        int end = Definitions.nameEnd(text, begin);
        if (end == begin) {
            return null;
        }
        if (!braces) {
            boolean ends = end == text.length() || " \t,)".indexOf(text.charAt(end)) >= 0;
            return ends ? new Use(text.substring(begin, end), List.of(), end) : null;
        }
        int close = end;
        while (close < text.length() && isParameter(text.charAt(close))) {
            close++;
        }
        if (close == text.length() || text.charAt(close) != '}') {
            return null;
        }
        String name = text.substring(begin, end);
        String inside = text.substring(end, close).strip();
        return new Use(name, inside.isEmpty() ? List.of() : List.of(inside.split("[ \t]+", -1)), close + 1);
    }

    /** Whether a brace follows a dollar sign. */
    static boolean opensBrace(StringBuilder text, int dollar) {
        return dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
    }

    private static boolean isParameter(char c) {
        return Line.isBlank(c) || Definitions.isNamePart(c);
    }
}
