package io.vigil.checker.http.conversation;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a block, gathered so that an operator sees all of it at once. */
final class Faults {
    private final List<Diagnostic> found = new ArrayList<>();

    void add(Place place, String message) {
        found.add(Diagnostic.of(place, Severity.ERROR, message));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() throws InvalidOptionsException {
        if (!found.isEmpty()) {
            throw new InvalidOptionsException(found);
        }
    }

    /** Whether an option stands in the block, whatever its value. */
    static boolean isWritten(Options options, String keyword) {
        return !options.place(keyword).equals(options.place());
    }
}
