package io.vigil.config.syntax;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words: at white space and around double quotes, in which there are no escapes. Single quotes are ordinary
 * characters here; scripts and patterns are split again by {@link ScriptWords}.
 */
final class WordSplitter {
    static final String UNTERMINATED =
            "unterminated quote: a string ends in its line, the words from here on are ignored";

    private final Report report;
    private final Strings strings;
    private final List<Word> words = new ArrayList<>();

    WordSplitter(Report report, Strings strings) {
        this.report = report;
        this.strings = strings;
    }

    /** The words of a line; empty when there are none. */
    List<Word> split(Line line) {
        words.clear();
        String text = line.text();
        int end = text.length();
        int i = 0;
        while (i < end) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                i++;
            } else if (c == '"') {
                int close = text.indexOf('"', i + 1);
                if (close < 0) {
                    report.error(line.place(i), UNTERMINATED);
                    break;
                }
                words.add(new Word(strings.part(text, i + 1, close), line.place(i), true));
                i = close + 1;
            } else {
                int begin = i;
                while (i < end && !isSpace(text.charAt(i)) && text.charAt(i) != '"') {
                    i++;
                }
                words.add(new Word(strings.part(text, begin, i), line.place(begin), false));
            }
        }
        return List.copyOf(words);
    }

    /** The line's text as {@link Statement#raw()} keeps it. */
    String raw(Line line) {
        return strings.part(line.text(), 0, line.text().length());
    }

    /** Space, tab, LF, VT, FF and CR. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
