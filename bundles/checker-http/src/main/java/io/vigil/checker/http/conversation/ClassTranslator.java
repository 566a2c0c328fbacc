package io.vigil.checker.http.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A class in brackets: Java would take {@code [}, {@code &&} and, with comments on, blanks in it for its own. */
final class ClassTranslator {
    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");
    private static final Map<String, String> POSIX_CLASSES = posixClasses();

    private final PatternCursor cursor;
    private final EscapeTranslator escapes;
    private final boolean mayBeEmpty;

    ClassTranslator(PatternCursor cursor, EscapeTranslator escapes, boolean mayBeEmpty) {
        this.cursor = cursor;
        this.escapes = escapes;
        this.mayBeEmpty = mayBeEmpty;
    }

    private static Map<String, String> posixClasses() {
        Map<String, String> classes = new HashMap<>();
        for (String name : List.of(
                "Alpha", "Digit", "Alnum", "Upper", "Lower", "Punct", "Graph", "Print", "Blank", "Cntrl", "XDigit",
                "Space", "ASCII")) {
            classes.put(name.toLowerCase(Locale.ROOT), name);
        }
        return Map.copyOf(classes);
    }

    void translate() {
        if (mayBeEmpty && cursor.startsWith("[]")) {
            cursor.write("(?!)", 2);
            return;
        }
        if (mayBeEmpty && cursor.startsWith("[^]")) {
            cursor.write("[\\s\\S]", 3);
            return;
        }
        cursor.write("[", 1);
        if (cursor.current() == '^') {
            cursor.write("^", 1);
        }
        if (cursor.current() == ']') {
            cursor.write("\\]", 1);
        }
        while (!cursor.atEnd() && cursor.current() != ']') {
            member();
        }
        if (cursor.atEnd()) {
            throw new IllegalArgumentException("regex has a class without its closing ]");
        }
        cursor.write("]", 1);
    }

    private void member() {
        char c = cursor.current();
        Optional<Matcher> posix = cursor.here(POSIX);
        if (c == '\\') {
            escapes.insideOfClass();
        } else if (posix.isPresent()) {
            posix(posix.get());
        } else if (c == '[' || c == '&' || c == '#' || c == '^' || Character.isWhitespace(c)) {
            cursor.write(PatternCursor.literal(c), 1);
        } else {
            cursor.write(String.valueOf(c), 1);
        }
    }

    private void posix(Matcher m) {
        boolean negated = !m.group(1).isEmpty();
        if (m.group(2).equals("word")) {
            cursor.write(negated ? "\\W" : "\\w", m);
            return;
        }
        String java = POSIX_CLASSES.get(m.group(2));
        if (java == null) {
            throw new IllegalArgumentException("regex has the unknown class [:" + m.group(2) + ":]");
        }
        cursor.write((negated ? "\\P{" : "\\p{") + java + "}", m);
    }
}
