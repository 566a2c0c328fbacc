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
    /** A program and its arguments. */
    SCRIPT,
    /** A nested block with options of its own. */
    BLOCK
}
