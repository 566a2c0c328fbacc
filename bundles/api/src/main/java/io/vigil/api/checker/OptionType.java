package io.vigil.api.checker;

/** What an option's value looks like; the rules are those of the file language. */
public enum OptionType {
    /** No argument: written means on. */
    FLAG,
    /** {@code on|true|yes|off|false|no}; no argument means on. */
    BOOLEAN,
    /** A whole number. */
    INTEGER,
    /** Seconds with up to six decimals. */
    SECONDS,
    /** One word or quoted text. */
    TEXT,
    /** The rest of the line, every word of it. */
    WORDS,
    /** One of the listed words. */
    CHOICE,
    /** A numeric IPv4 or IPv6 address. */
    ADDRESS,
    /** Quotes and escapes as in a pattern: one text. */
    PATTERN,
    /** Hexadecimal digits with blanks wherever they please, x standing for any digit; none is allowed. One text without the blanks. */
    HEX,
    /** The name of a {@code track_file} that stands above; its definition is the value. */
    TRACK_FILE,
    /** A program and its arguments. */
    SCRIPT,
    /** A nested block with options of its own. */
    BLOCK,
    /**
     * A nested block of the keywords that all checks have. Each makes a check of its own, in place of the block around it, from which
     * it takes everything that it does not say; the checker itself never sees it.
     */
    TARGET
}
