package io.vigil.config;

import io.vigil.api.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of loading a configuration.
 *
 * @param config the configuration; empty when it cannot be run at all
 * @param diagnostics what there is to say, in the order of the files
 * @param files the files that were read, each once
 */
public record LoadedConfig(Optional<Config> config, List<Diagnostic> diagnostics, List<Path> files) {
    public LoadedConfig {
        diagnostics = List.copyOf(diagnostics);
        files = List.copyOf(files);
    }
}
