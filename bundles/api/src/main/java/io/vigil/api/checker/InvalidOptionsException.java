package io.vigil.api.checker;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
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

    /** An error in the line of one option, or in the block's first line when the option is not written. */
    public static InvalidOptionsException at(Options options, String keyword, String message) {
        return new InvalidOptionsException(List.of(Diagnostic.of(options.place(keyword), Severity.ERROR, message)));
    }

    /** The lines at fault. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
