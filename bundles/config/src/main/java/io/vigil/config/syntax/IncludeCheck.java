package io.vigil.config.syntax;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One of the things an include may insist on. A failure that is insisted on refuses the configuration, any other is a warning.
 *
 * <p>Each include keyword has its own set; plain {@code include} has the one of {@code include_check} in {@code global_defs}.
 */
public enum IncludeCheck {
    /** Every file that matches can be read. */
    READABLE("read"),
    /** A name without wildcards exists. */
    MATCH("match"),
    /** A pattern matches at least one file. */
    WILDCARD_MATCH("wildcard_match"),
    /** Every alternative in braces matches. */
    BRACE_MATCH("brace_match");

    /** What the main file must fulfil. */
    static final Set<IncludeCheck> MAIN_FILE = Set.of(READABLE, MATCH, WILDCARD_MATCH);

    private final String word;

    IncludeCheck(String word) {
        this.word = word;
    }

    /** The word of {@code include_check}. */
    public String word() {
        return word;
    }

    /** The check that a word of {@code include_check} names. */
    static Optional<IncludeCheck> of(String word) {
        for (IncludeCheck check : values()) {
            if (check.word.equals(word)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    /** What the letter behind {@code include} insists on; empty when it is no such letter. */
    static Optional<Set<IncludeCheck>> ofSuffix(char letter) {
        return switch (letter) {
            case 'r' -> Optional.of(EnumSet.of(READABLE));
            case 'm' -> Optional.of(EnumSet.of(READABLE, MATCH));
            case 'w' -> Optional.of(EnumSet.of(READABLE, MATCH, WILDCARD_MATCH));
            case 'b' -> Optional.of(EnumSet.of(READABLE, BRACE_MATCH));
            case 'a' -> Optional.of(EnumSet.allOf(IncludeCheck.class));
            default -> Optional.empty();
        };
    }
}
