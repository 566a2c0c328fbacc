package io.vigil.config.language;

import io.vigil.api.Diagnostic;
import io.vigil.api.Diagnostic.Topic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.Statement.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what there is to say about a configuration, up to a limit. What refuses the configuration is never dropped. */
public final class Findings {
    private static final int LIMIT = 20_000;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private boolean fatal;

    /** Worth knowing. */
    public void note(Place place, String message) {
        add(Diagnostic.of(place, Severity.NOTE, message));
    }

    /** A value was ignored or replaced. */
    public void warning(Place place, String message) {
        add(Diagnostic.of(place, Severity.WARNING, message));
    }

    /** The same at a word. */
    public void warning(Word word, String message) {
        warning(word.place(), message);
    }

    /** Something was dropped. */
    public void error(Place place, String message) {
        add(Diagnostic.of(place, Severity.ERROR, message));
    }

    /** Nothing can be run. */
    public void fatal(Place place, String message) {
        add(Diagnostic.of(place, Severity.FATAL, message));
    }

    /** Legal, but not on this machine now. */
    public void hereAndNow(Place place, Severity severity, String message) {
        add(new Diagnostic(place, severity, Topic.HERE_AND_NOW, message, Optional.empty()));
    }

    /** A script that others could change or that may not run. */
    public void security(Place place, Severity severity, String message) {
        add(new Diagnostic(place, severity, Topic.SCRIPT_SECURITY, message, Optional.empty()));
    }

    /** Any diagnostic. */
    public void add(Diagnostic diagnostic) {
        boolean refuses = diagnostic.severity() == Severity.FATAL;
        fatal |= refuses;
        if (refuses || diagnostics.size() < LIMIT) {
            diagnostics.add(diagnostic);
        }
    }

    /** Whether nothing can be run. */
    public boolean fatal() {
        return fatal;
    }

    /** Everything so far, in the order it was found. */
    public List<Diagnostic> all() {
        return diagnostics;
    }
}
