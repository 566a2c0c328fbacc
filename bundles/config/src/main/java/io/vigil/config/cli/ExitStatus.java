package io.vigil.config.cli;

import io.vigil.api.Diagnostic;
import io.vigil.api.Diagnostic.Topic;
import io.vigil.api.Severity;
import java.util.List;

/** What a configuration test's exit status says, the most severe thing first. */
enum ExitStatus {
    /** Nothing to say but notes. */
    CLEAN(0),
    /** It would run, but scripts are not as safe as they could be. */
    SECURITY(6),
    /** It would run, but something was ignored or changed. */
    CHANGED(5),
    /** It would not run. */
    REFUSED(4);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitStatus of(List<Diagnostic> diagnostics) {
        ExitStatus worst = CLEAN;
        for (Diagnostic diagnostic : diagnostics) {
            ExitStatus own = of(diagnostic);
            worst = own.compareTo(worst) > 0 ? own : worst;
        }
        return worst;
    }

    private static ExitStatus of(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.FATAL) {
            return REFUSED;
        }
        if (diagnostic.severity() == Severity.NOTE) {
            return CLEAN;
        }
        return diagnostic.topic() == Topic.SCRIPT_SECURITY ? SECURITY : CHANGED;
    }
}
