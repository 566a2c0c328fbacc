package io.vigil.api;

/** How much a diagnostic matters, from least to most. */
public enum Severity {
    /** Worth knowing; the configuration means what its author wrote. */
    NOTE("note"),
    /** Something was ignored or replaced by another value; the rest stands. */
    WARNING("warning"),
    /**
     * Something that the author wrote was dropped (a block, a server, an address). A start goes on without it, as the
     * reference does; a reload that brings a new error is refused and the running configuration stays.
     */
    ERROR("error"),
    /** The configuration cannot be run at all: a start and a reload are refused. */
    FATAL("error");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word printed in {@code FILE:LINE:COLUMN: severity: message}: note, warning or error. */
    public String word() {
        return word;
    }
}
