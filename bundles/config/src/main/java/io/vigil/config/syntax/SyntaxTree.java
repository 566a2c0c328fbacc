package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import java.nio.file.Path;
import java.util.List;

/**
 * What was read.
 *
 * @param statements the statements of the outermost level in the order of the files
 * @param diagnostics what there is to say about the text, in the order it was met; what the keywords mean is not looked at
 * @param files the files that were read, each once, in the order they were first opened
 */
public record SyntaxTree(List<Statement> statements, List<Diagnostic> diagnostics, List<Path> files) {
    /** Copies the lists. */
    public SyntaxTree {
        statements = List.copyOf(statements);
        diagnostics = List.copyOf(diagnostics);
        files = List.copyOf(files);
    }

    /** Whether the configuration must not be run whatever its statements mean. */
    public boolean refused() {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.severity() == Severity.FATAL) {
                return true;
            }
        }
        return false;
    }
}
