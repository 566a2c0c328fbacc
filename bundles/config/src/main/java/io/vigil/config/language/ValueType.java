package io.vigil.config.language;

/** What the value of a keyword looks like. */
public enum ValueType {
    /** No value: written means on. */
    FLAG,
    /** {@code on|true|yes|off|false|no}; without a value it is on. */
    BOOLEAN,
    /** A whole number within a range. */
    INTEGER,
    /** Seconds with up to six decimals, within a range. */
    SECONDS,
    /** One word. */
    TEXT,
    /** Several words, whose meaning the block's own code knows. */
    WORDS,
    /** One of the listed words. */
    CHOICE,
    /** A numeric IPv4 or IPv6 address. */
    ADDRESS,
    /** The name of a network interface. */
    INTERFACE,
    /** A path. */
    PATH,
    /** Quotes and escapes as in a pattern: one text. */
    PATTERN,
    /** Hexadecimal digits, x standing for any; may be left out. */
    HEX,
    /** The name of a {@code track_file}. */
    TRACK_FILE,
    /** A program with its arguments, then perhaps a user and a group. */
    SCRIPT,
    /** A user and perhaps a group. */
    IDENTITY,
    /** A block of keywords. */
    BLOCK,
    /** A block with one entry on each line. */
    ENTRIES,
    /** A block of words, any number on each line. */
    LIST,
    /** No keyword but a form that lines or entries have. */
    FORM
}
