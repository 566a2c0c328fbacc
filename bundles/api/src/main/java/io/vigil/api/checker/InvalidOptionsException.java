package io.vigil.api.checker;

import io.vigil.api.Diagnostic;
import java.io.Serial;
import java.util.List;

/** A block whose options cannot be what their author meant; says which lines are at fault. */
public final class InvalidOptionsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** With at least one diagnostic. */
    public InvalidOptionsException(List<Diagnostic> diagnostics) {
        super(diagnostics.toString());
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** The lines at fault. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
