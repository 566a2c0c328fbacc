package io.vigil.api;

import java.util.Optional;

/**
 * Something to tell about a configuration.
 *
 * @param place where
 * @param severity how much it matters
 * @param topic what kind of thing it is about; a config test's exit status tells script security apart
 * @param message what is wrong, in plain words, naming the word that was written
 * @param hint what to write instead
 */
public record Diagnostic(Place place, Severity severity, Topic topic, String message, Optional<String> hint) {
    /** What a diagnostic is about. */
    public enum Topic {
        /** Anything but the others. */
        GENERAL,
        /** A script that others could change, or that may not run: exit status 6 of a config test when nothing else is. */
        SCRIPT_SECURITY,
        /** Legal, but cannot work on this machine now (an interface, file or script is missing). */
        HERE_AND_NOW
    }

    /** A diagnostic without a hint on a general topic. */
    public static Diagnostic of(Place place, Severity severity, String message) {
        return new Diagnostic(place, severity, Topic.GENERAL, message, Optional.empty());
    }

    /** The same with a hint. */
    public Diagnostic hint(String text) {
        return new Diagnostic(place, severity, topic, message, Optional.of(text));
    }

    /** {@code FILE:LINE:COLUMN: severity: message (hint)}. */
    @Override
    public String toString() {
        return place + ": " + severity.word() + ": " + message
                + hint.map(h -> " (" + h + ")").orElse("");
    }
}
