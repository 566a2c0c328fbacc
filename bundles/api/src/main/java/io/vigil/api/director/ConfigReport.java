package io.vigil.api.director;

import io.vigil.api.Diagnostic;
import java.nio.file.Path;
import java.util.List;

/**
 * What a test, a plan or a reload found.
 *
 * @param file the file
 * @param taken whether it is in force now; always false for a test or a plan
 * @param refusal why it would be, or was, refused; empty when it can be taken
 * @param diagnostics what there is to say, in the order of the file
 * @param changes what would change or did change, in the operator's words
 */
public record ConfigReport(
        Path file, boolean taken, String refusal, List<Diagnostic> diagnostics, List<PlannedChange> changes) {
    public ConfigReport {
        diagnostics = List.copyOf(diagnostics);
        changes = List.copyOf(changes);
    }
}
