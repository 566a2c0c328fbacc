package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The diagnostics of one reading: each once, and no more than the limit. */
final class Report {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<Diagnostic> seen = new HashSet<>();
    private final int limit;
    private long dropped;

    Report(int limit) {
        this.limit = limit;
    }

    void note(Place place, String message) {
        add(Diagnostic.of(place, Severity.NOTE, message));
    }

    void warning(Place place, String message) {
        add(Diagnostic.of(place, Severity.WARNING, message));
    }

    void error(Place place, String message) {
        add(Diagnostic.of(place, Severity.ERROR, message));
    }

    /** A line may be looked at twice on its way into the tree, hence the set. What refuses the configuration is never dropped. */
    void add(Diagnostic diagnostic) {
        if (diagnostics.size() >= limit && diagnostic.severity() != Severity.FATAL) {
            dropped++;
        } else if (seen.add(diagnostic)) {
            diagnostics.add(diagnostic);
        }
    }

    List<Diagnostic> finish(Place end) {
        if (dropped > 0) {
            diagnostics.add(Diagnostic.of(
                    end, Severity.WARNING, dropped + " further problems are not listed, the first " + limit + " are"));
            dropped = 0;
        }
        return diagnostics;
    }
}
