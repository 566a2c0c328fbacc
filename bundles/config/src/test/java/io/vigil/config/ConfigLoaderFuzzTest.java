package io.vigil.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vigil.api.Diagnostic;
import io.vigil.config.syntax.ReadLimits;
import io.vigil.config.syntax.ReadSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Any bytes give a configuration or diagnostics that refuse it. In the build the inputs beside this class's name are run; with
 * {@code JAZZER_FUZZ=1} new ones are looked for.
 */
class ConfigLoaderFuzzTest {
    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 100, 1_000, 300, 3_000, 10_000, 20, 200);
    private static final LoadSettings SETTINGS = new LoadSettings(
            new ReadSettings(Optional.of("d1"), Map.of(), 1, ReadSettings.Includes.IGNORED, Set.of(), LIMITS),
            Loading.CHECKERS);

    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveAConfigurationOrDiagnostics(byte[] bytes) {
        LoadedConfig loaded = ConfigLoader.loadText("fuzz.conf", bytes, SETTINGS, new Loading.Machine());

        hold(loaded.config().isPresent() || !loaded.diagnostics().isEmpty(), "a refusal says why");
        for (Diagnostic diagnostic : loaded.diagnostics()) {
            hold(diagnostic.place().file().equals("fuzz.conf"), "places are in the file");
        }
        loaded.config()
                .ifPresent(config -> hold(ConfigDiff.between(config, config).isEmpty(), "no change to itself"));
    }

    private static void hold(boolean condition, String promise) {
        if (!condition) {
            throw new AssertionError("broken promise: " + promise);
        }
    }
}
