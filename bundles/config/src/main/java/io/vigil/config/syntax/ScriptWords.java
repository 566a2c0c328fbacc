package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a line that names a script or a pattern. Other than in ordinary lines single quotes quote too, and what stands
 * side by side is one word: {@code a"b"'c'} is {@code abc}.
 *
 * @param words the words, each at the place of the ordinary word it begins in
 * @param problem a quote that was not closed; the word goes to the end of the line then
 */
public record ScriptWords(List<Word> words, Optional<Diagnostic> problem) {
    /** Copies the list. */
    public ScriptWords {
        words = List.copyOf(words);
    }

    /** Keyword, command, user and group of a script line. Backslashes stay, since the command is split again. */
    public static ScriptWords ofStatement(Statement statement) {
        return new Scanner(statement.raw(), Places.of(statement), false).scan();
    }

    /** Program and arguments of a command, the second word of {@link #ofStatement}, with quotes and escapes dealt with. */
    public static ScriptWords ofCommand(Word command) {
        return new Scanner(command.text(), new Places(List.of(command.place()), List.of(0)), true).scan();
    }

    /** The words of a line with a pattern: quotes and escapes are dealt with at once, so that a pattern's backslash is doubled. */
    public static ScriptWords ofPattern(Statement statement) {
        return new Scanner(statement.raw(), Places.of(statement), true).scan();
    }

    /** Where the ordinary words of a text begin, as offset in the text and as place in the file. */
    private record Places(List<Place> places, List<Integer> offsets) {
        static Places of(Statement statement) {
            String raw = statement.raw();
            List<Place> places = new ArrayList<>();
            List<Integer> offsets = new ArrayList<>();
            int i = 0;
            for (Word word : statement.words()) {
                while (i < raw.length() && WordSplitter.isSpace(raw.charAt(i))) {
                    i++;
                }
                offsets.add(i);
                places.add(word.place());
                i += word.text().length() + (word.quoted() ? 2 : 0);
            }
            return new Places(places, offsets);
        }

        Place at(int offset) {
            int nearest = 0;
            for (int i = 0; i < offsets.size() && offsets.get(i) <= offset; i++) {
                nearest = i;
            }
            return places.get(nearest);
        }
    }

    private static final class Scanner {
        private final String text;
        private final Places places;
        private final boolean escapes;
        private final List<Word> words = new ArrayList<>();
        private int position;

        Scanner(String text, Places places, boolean escapes) {
            this.text = text;
            this.places = places;
            this.escapes = escapes;
        }

        ScriptWords scan() {
            Optional<Diagnostic> problem = Optional.empty();
            while (skipSpace()) {
                int begin = position;
                boolean quoted = text.charAt(begin) == '"' || text.charAt(begin) == '\'';
                StringBuilder word = new StringBuilder();
                int open = scanWord(word);
                words.add(new Word(word.toString(), places.at(begin), quoted));
                if (open >= 0) {
                    problem = Optional.of(Diagnostic.of(
                            places.at(open), Severity.ERROR, "the quote " + text.charAt(open) + " is not closed"));
                }
            }
            return new ScriptWords(words, problem);
        }

        private boolean skipSpace() {
            while (position < text.length() && WordSplitter.isSpace(text.charAt(position))) {
                position++;
            }
            return position < text.length();
        }

        /** Appends the next word; returns where a quote stands that was not closed, -1 when all are. */
        private int scanWord(StringBuilder word) {
            int open = -1;
            while (position < text.length()) {
                char c = text.charAt(position);
                if (open < 0 && WordSplitter.isSpace(c)) {
                    return -1;
                }
                position++;
                if (c == '\\' && position < text.length()) {
                    escaped(word);
                } else if (open >= 0 && c == text.charAt(open)) {
                    open = -1;
                } else if (open < 0 && (c == '"' || c == '\'')) {
                    open = position - 1;
                } else {
                    word.append(c);
                }
            }
            return open;
        }

        private void escaped(StringBuilder word) {
            char c = text.charAt(position++);
            if (!escapes) {
                word.append('\\').append(c);
                return;
            }
            switch (c) {
                case 'a' -> word.append('\u0007');
                case 'b' -> word.append('\b');
                case 'E' -> word.append('\u001b');
                case 'f' -> word.append('\f');
                case 'n' -> word.append('\n');
                case 'r' -> word.append('\r');
                case 't' -> word.append('\t');
                case 'v' -> word.append('\u000b');
                case 'x' -> number(word, c, 16, 2);
                case 'c' -> control(word);
                default -> {
                    if (Character.digit(c, 8) >= 0) {
                        position--;
                        number(word, c, 8, 3);
                    } else {
                        word.append(c);
                    }
                }
            }
        }

        private void control(StringBuilder word) {
            if (position < text.length()) {
                word.append((char) (text.charAt(position++) & 0x1f));
            } else {
                word.append('c');
            }
        }

        private void number(StringBuilder word, char letter, int radix, int most) {
            int value = 0;
            int digits = 0;
            while (digits < most && position < text.length() && Character.digit(text.charAt(position), radix) >= 0) {
                value = value * radix + Character.digit(text.charAt(position++), radix);
                digits++;
            }
            word.append(digits == 0 ? letter : (char) (value & 0xff));
        }
    }
}
