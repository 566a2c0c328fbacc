package io.vigil.checker.http.conversation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern being read, what has been written of it, and the groups so far. */
final class PatternCursor {
    private final String source;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private int at;
    private int groups;

    PatternCursor(String source) {
        this.source = source;
    }

    boolean atStart() {
        return at == 0;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    /** The character here; 0 at the end. */
    char current() {
        return charAfter(0);
    }

    /** The character so many places on; 0 behind the end. */
    char charAfter(int places) {
        return at + places < source.length() ? source.charAt(at + places) : 0;
    }

    boolean startsWith(String text) {
        return source.startsWith(text, at);
    }

    /** What matches here. */
    Optional<Matcher> here(Pattern pattern) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
    }

    /** Writes this for the next so many characters. */
    void write(String text, int consumed) {
        out.append(text);
        at += consumed;
    }

    /** Writes this for what was matched here. */
    void write(String text, Matcher consumed) {
        out.append(text);
        at = consumed.end();
    }

    /** The text between so many characters from here and a mark, or the end; the mark is passed. */
    String passTo(String mark, int skip) {
        int from = Math.min(at + skip, source.length());
        int end = source.indexOf(mark, from);
        String text = source.substring(from, end < 0 ? source.length() : end);
        at = end < 0 ? source.length() : end + mark.length();
        return text;
    }

    /** Another capturing group begins. */
    void openGroup() {
        groups++;
    }

    /** The capturing group that begins has a name. */
    void nameGroup(String name) {
        names.putIfAbsent(name, groups);
    }

    int groups() {
        return groups;
    }

    /** Writes a reference to a named group. */
    void refer(String name, Matcher consumed) {
        Integer number = names.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "regex refers to the group '" + name + "' before or without its definition");
        }
        refer(number, consumed);
    }

    /** Writes a reference, in a group of its own, so that digits that follow do not belong to the number. */
    void refer(int group, Matcher consumed) {
        write("(?:\\" + group + ")", consumed);
    }

    String written() {
        return out.toString();
    }

    /** A character that means itself wherever it is written. */
    static String literal(char c) {
        return Character.isLetterOrDigit(c) || c > 127
                ? String.valueOf(c)
                : "\\x" + String.format(Locale.ROOT, "%02x", (int) c);
    }

    static IllegalArgumentException unsupported(String what) {
        return new IllegalArgumentException("regex uses " + what + ", which is not supported here");
    }

    /** The first group that took part in a match. */
    static String firstGroup(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        throw new IllegalStateException("no group of " + matcher.pattern());
    }
}
