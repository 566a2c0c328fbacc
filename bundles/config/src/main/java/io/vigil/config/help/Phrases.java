package io.vigil.config.help;

import io.vigil.config.language.Keyword;
import io.vigil.config.language.Keyword.Range;
import io.vigil.config.language.Keyword.Trait;

/** What a keyword's value looks like, in words. */
public final class Phrases {
    private Phrases() {}

    /** What follows the keyword. */
    public static String value(Keyword keyword) {
        String range = bounded(keyword.range()) ? " from " + keyword.range() : "";
        String value = switch (keyword.type()) {
            case FLAG -> "nothing: written means on";
            case BOOLEAN -> "on, true, yes or off, false, no; nothing means on";
            case INTEGER -> "a whole number" + range;
            case SECONDS -> "seconds" + range;
            case TEXT -> "a word";
            case WORDS -> "words";
            case CHOICE -> "one of " + String.join(", ", keyword.choices());
            case ADDRESS -> "an IPv4 or IPv6 address";
            case INTERFACE -> "an interface";
            case PATH -> "a path";
            case PATTERN -> "a regular expression";
            case HEX -> "hexadecimal digits, x for any, blanks allowed";
            case TRACK_FILE -> "the name of a track_file";
            case SCRIPT -> "a command, then perhaps a user and a group";
            case IDENTITY -> "a user, then perhaps a group";
            case BLOCK -> "a block";
            case ENTRIES -> "a block with one entry on each line";
            case LIST -> "a block of words";
            case FORM -> "as described";
        };
        boolean said = keyword.type().name().equals("BOOLEAN");
        return keyword.is(Trait.OPTIONAL_VALUE) && !said ? value + ", or nothing" : value;
    }

    static boolean bounded(Range range) {
        return range.min() != 0 || range.max() != Double.MAX_VALUE;
    }
}
