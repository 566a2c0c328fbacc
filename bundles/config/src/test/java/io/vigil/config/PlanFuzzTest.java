package io.vigil.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vigil.config.syntax.ReadLimits;
import io.vigil.config.syntax.ReadSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Any two configurations have a difference, and none to themselves. An input is both, one after the other, its first byte saying
 * where the second begins. In the build the inputs beside this class's name are run; with {@code JAZZER_FUZZ=1} new ones are looked
 * for.
 */
class PlanFuzzTest {
    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 100, 1_000, 300, 3_000, 10_000, 20, 200);
    private static final LoadSettings SETTINGS = new LoadSettings(
            new ReadSettings(Optional.of("d1"), Map.of(), 1, ReadSettings.Includes.IGNORED, Set.of(), LIMITS),
            Loading.CHECKERS);

    @FuzzTest(maxDuration = "10m")
    void anyTwoConfigurationsHaveADifference(byte[] bytes) {
        int begin = bytes.length == 0 ? 0 : Math.min(bytes.length, 1);
        int border = bytes.length == 0 ? 0 : begin + (bytes.length - begin) * (bytes[0] & 0xff) / 255;
        Optional<Config> from = load(Arrays.copyOfRange(bytes, begin, border));
        Optional<Config> to = load(Arrays.copyOfRange(bytes, border, bytes.length));
        if (from.isPresent() && to.isPresent()) {
            hold(ConfigDiff.between(from.get(), from.get()).isEmpty(), "no change to itself");
            boolean same = ConfigDiff.between(from.get(), to.get()).isEmpty();
            hold(same == ConfigDiff.between(to.get(), from.get()).isEmpty(), "a difference is one both ways");
        }
    }

    private static Optional<Config> load(byte[] text) {
        return ConfigLoader.loadText("fuzz.conf", text, SETTINGS, new Loading.Machine())
                .config();
    }

    private static void hold(boolean condition, String promise) {
        if (!condition) {
            throw new AssertionError("broken promise: " + promise);
        }
    }
}
