package io.vigil.core.plan;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.config.Config;
import io.vigil.config.GlobalSettings.ProcessSettings;
import io.vigil.config.LoadedConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a configuration may be taken. At a start anything that can be run is; a reload must bring no error that the running
 * configuration does not have already, so that a slip of the pen never drops a server, and may not change what only a new process
 * can change (B9).
 */
public final class Refusal {
    private Refusal() {}

    /** Why a configuration cannot be started with; empty when it can. */
    public static Optional<String> atStart(LoadedConfig wanted) {
        return fatal(wanted);
    }

    /**
     * Why a reload is refused; empty when it is not.
     *
     * @param runningErrors {@link #errors} of the running configuration
     */
    public static Optional<String> atReload(Config running, Set<String> runningErrors, LoadedConfig wanted) {
        return fatal(wanted)
                .or(() -> newError(runningErrors, wanted.diagnostics()))
                .or(() -> wanted.config().flatMap(config -> fixed(running, config)));
    }

    private static Optional<String> fatal(LoadedConfig wanted) {
        if (wanted.config().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(wanted.diagnostics().stream()
                .filter(d -> d.severity() == Severity.FATAL)
                .findFirst()
                .map(Diagnostic::toString)
                .orElse("the configuration cannot be run"));
    }

    private static Optional<String> newError(Set<String> known, List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(d -> d.severity() == Severity.ERROR && !known.contains(d.message()))
                .findFirst()
                .map(Diagnostic::toString);
    }

    private static Optional<String> fixed(Config running, Config wanted) {
        ProcessSettings now = running.globals().process();
        ProcessSettings then = wanted.globals().process();
        if (!now.instance().equals(then.instance())) {
            return Optional.of("'instance' can only be changed by a restart");
        }
        if (!now.networkNamespace().equals(then.networkNamespace())
                || !now.ipvsNamespace().equals(then.ipvsNamespace())) {
            return Optional.of("network namespaces can only be changed by a restart");
        }
        return Optional.empty();
    }

    /** The messages of the errors of a configuration; not their places, which move when lines are added. */
    public static Set<String> errors(LoadedConfig loaded) {
        Set<String> errors = new HashSet<>();
        loaded.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .forEach(d -> errors.add(d.message()));
        return errors;
    }
}
