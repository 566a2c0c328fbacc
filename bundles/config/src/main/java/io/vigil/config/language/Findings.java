package io.vigil.config.language;

import io.vigil.api.Diagnostic;
import io.vigil.api.Diagnostic.Topic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.Statement.Word;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects what there is to say about a configuration: of each severity up to a limit, so that many notes do not hide an error, and the
 * number of the rest. What refuses the configuration is never dropped.
 */
public final class Findings {
    private static final int LIMIT = 10_000;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    private final Map<Severity, Place> firstDropped = new EnumMap<>(Severity.class);

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
        add(diagnostic.place(), diagnostic.severity(), () -> diagnostic);
    }

    /** One that is worked out only when it is kept. */
    void add(Place place, Severity severity, Supplier<Diagnostic> diagnostic) {
        int count = counts.merge(severity, 1, Integer::sum);
        if (severity == Severity.FATAL || count <= LIMIT) {
            diagnostics.add(diagnostic.get());
        } else {
            firstDropped.putIfAbsent(severity, place);
        }
    }

    /** Whether nothing can be run. */
    public boolean fatal() {
        return counts.containsKey(Severity.FATAL);
    }

    /** Everything so far, in the order it was found, and how many more there are of a severity, where the first of them stands. */
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        firstDropped.forEach((severity, place) -> all.add(Diagnostic.of(
                place,
                severity,
                "this and " + (counts.getOrDefault(severity, 0) - LIMIT - 1) + " more " + severity.word()
                        + "s are not told, the first " + LIMIT + " are")));
        return all;
    }
}
