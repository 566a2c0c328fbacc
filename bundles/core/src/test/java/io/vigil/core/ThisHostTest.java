package io.vigil.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.core.check.CheckScheduler.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThisHostTest {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             127410               127410               processes
            Max open files            %s                4096                 files
            """;

    @ParameterizedTest(name = "{0} open files: {1}, {2} checks at a time")
    @CsvSource({
        "64, 64, 100",
        "1024, 1024, 768",
        "20000, 20000, 15000",
        "65536, 65536, 16000",
        "unlimited, 2147483647, 16000"
    })
    void runsAsManyChecksAtATimeAsItMayHaveFilesFor(String soft, long files, int checks) {
        assertThat(ThisHost.openFiles(LIMITS.formatted(soft))).isEqualTo(files);
        assertThat(Settings.within(files).maxRunning()).isEqualTo(checks);
    }

    @Test
    void isModestWhenTheKernelDoesNotSay() {
        assertThat(ThisHost.openFiles("")).isEqualTo(1024);
    }

    @Test
    void readsTheLimitOfThisProcess() {
        assertThat(ThisHost.openFiles()).isPositive();
    }
}
