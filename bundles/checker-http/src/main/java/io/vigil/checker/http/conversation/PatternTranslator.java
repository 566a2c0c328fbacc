package io.vigil.checker.http.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a PCRE2 pattern for java.util.regex: what both write alike is copied, what Java writes otherwise is rewritten, and what
 * Java cannot do (recursion, conditions, branch resets, verbs) is refused by name.
 *
 * <p>Specification: pcre2pattern(3), pcre2api(3) for the options.
 */
final class PatternTranslator {
    private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(,\\d*)?\\}");
    private static final Pattern OPENING_QUANTIFIER = Pattern.compile("\\{,(\\d+)\\}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?(?:P?<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
    private static final Pattern PYTHON_REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern VERB = Pattern.compile("\\(\\*([A-Z_]+(?:=\\w+)?)\\)");
    private static final Set<String> HARMLESS_VERBS = Set.of("UTF", "UCP", "NO_START_OPT", "LF");
    private static final Pattern RECURSION = Pattern.compile("\\(\\?(R|[+-]?\\d|&|P>)");

    private final PatternCursor cursor;
    private final EscapeTranslator escapes;
    private final ClassTranslator classes;
    private final boolean extended;
    private final boolean dollarEndOnly;
    private final boolean ungreedy;
    private final boolean noCapture;

    /** Translates a pattern under words of regex_options. */
    PatternTranslator(String source, List<String> options) {
        this.cursor = new PatternCursor(source);
        this.escapes = new EscapeTranslator(cursor, options.contains("alt_bsux"));
        this.classes = new ClassTranslator(cursor, escapes, options.contains("allow_empty_class"));
        this.extended = options.contains("extended");
        this.dollarEndOnly = options.contains("dollar_endonly") && !options.contains("multiline");
        this.ungreedy = options.contains("ungreedy");
        this.noCapture = options.contains("no_auto_capture");
        if (options.contains("match_unset_backref")) {
            throw new IllegalArgumentException("regex_options match_unset_backref is not supported here");
        }
    }

    /**
     * The pattern for Java.
     *
     * @throws IllegalArgumentException naming what Java cannot do
     */
    String translate() {
        while (!cursor.atEnd()) {
            char c = cursor.current();
            switch (c) {
                case '\\' -> escapes.outsideOfClass();
                case '[' -> classes.translate();
                case '(' -> group();
                case '$' -> cursor.write(dollarEndOnly ? "\\z" : "$", 1);
                case '*', '+', '?' -> quantifier(String.valueOf(c), 1);
                case '{' -> brace();
                case '#' -> comment();
                default -> cursor.write(String.valueOf(c), 1);
            }
        }
        return cursor.written();
    }

    /** With the extended option a comment runs to the end of the line; it may hold anything, so it is dropped. */
    private void comment() {
        if (extended) {
            cursor.passTo("\n", 1);
        } else {
            cursor.write("#", 1);
        }
    }

    private void brace() {
        Optional<Matcher> counted = cursor.here(QUANTIFIER);
        Optional<Matcher> upTo = cursor.here(OPENING_QUANTIFIER);
        if (counted.isPresent()) {
            quantifier(counted.get().group(), counted.get().group().length());
        } else if (upTo.isPresent()) {
            quantifier("{0," + upTo.get().group(1) + "}", upTo.get().group().length());
        } else {
            cursor.write("\\{", 1);
        }
    }

    private void quantifier(String text, int consumed) {
        cursor.write(text, consumed);
        if (cursor.current() == '+') {
            cursor.write("+", 1);
        } else if (cursor.current() == '?') {
            cursor.write(ungreedy ? "" : "?", 1);
        } else if (ungreedy) {
            cursor.write("?", 0);
        }
    }

    private void group() {
        Optional<Matcher> verb = cursor.here(VERB);
        Optional<Matcher> name = cursor.here(NAMED_GROUP);
        Optional<Matcher> reference = cursor.here(PYTHON_REFERENCE);
        if (verb.isPresent()) {
            if (!cursor.atStart() || !HARMLESS_VERBS.contains(verb.get().group(1))) {
                throw PatternCursor.unsupported("the verb " + verb.get().group());
            }
            cursor.write("", verb.get());
        } else if (name.isPresent()) {
            cursor.openGroup();
            cursor.nameGroup(PatternCursor.firstGroup(name.get()));
            cursor.write("(", name.get());
        } else if (reference.isPresent()) {
            cursor.refer(reference.get().group(1), reference.get());
        } else if (cursor.startsWith("(?")) {
            specialGroup();
        } else if (noCapture) {
            cursor.write("(?:", 1);
        } else {
            cursor.openGroup();
            cursor.write("(", 1);
        }
    }

    private void specialGroup() {
        if (cursor.startsWith("(?#")) {
            cursor.passTo(")", 3);
        } else if (cursor.startsWith("(?|")) {
            throw PatternCursor.unsupported("a branch reset (?|");
        } else if (cursor.startsWith("(?(")) {
            throw PatternCursor.unsupported("a condition (?(");
        } else if (cursor.here(RECURSION).isPresent()) {
            throw PatternCursor.unsupported(
                    "recursion " + cursor.here(RECURSION).get().group());
        } else if (cursor.startsWith("(?C")) {
            throw PatternCursor.unsupported("a callout (?C");
        } else {
            // Look-around, atomic and flag groups are written alike; a flag that Java has not is told by its own
            // message
            cursor.write("(?", 2);
        }
    }
}
