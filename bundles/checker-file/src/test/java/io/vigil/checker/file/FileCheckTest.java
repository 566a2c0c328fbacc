package io.vigil.checker.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.api.failover.TrackFile;
import io.vigil.testkit.DeclarationContract;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileCheckTest extends DeclarationContract {
    @TempDir
    Path directory;

    @Override
    protected CheckerFactory factory() {
        return new FileCheckFactory();
    }

    private Path file() {
        return directory.resolve("number");
    }

    private OptionsBuilder block(int weight, boolean reverse) {
        return OptionsBuilder.of(factory().description())
                .with("track_file", new TrackFile("load", file(), weight, reverse, OptionalLong.empty(), false));
    }

    private Verdict ask(Options options) throws Exception {
        return ask(factory().create(options));
    }

    private static Verdict ask(Checker checker) throws Exception {
        return new LoopbackProbe().ask(checker, ScriptedServer.nobody());
    }

    @ParameterizedTest(name = "x20: number {0}, weight {1}: up {2}, change {3}")
    @CsvSource({
        "0, 1, true, 0",
        "5, 1, true, 5",
        "-5, 1, true, -5",
        "5, 3, true, 15",
        "5, -3, true, -15",
        "5, 3 reverse, true, -15",
        "5, 3 noreverse, true, 15",
        "2147483647, 1, true, 2147483647",
        "2147483647, 2, true, 2147483647",
        "-2147483647, 1, true, -2147483647",
        "-2147483648, 1, false, ",
        "-2147483647, 2, false, ",
        "2147483647, 2 reverse, false, ",
        "0, 0, true, ",
        "1, 0, false, ",
        "-1, 0, false, ",
        "0, 0 reverse, false, ",
        "1, 0 reverse, true, ",
    })
    void x20AddsTheNumberTimesTheWeight(String number, String weight, boolean up, Integer change) throws Exception {
        Files.writeString(file(), number + "\n");
        Verdict verdict =
                ask(block(1, false).with("weight", List.of(weight.split(" "))).build());
        assertThat(verdict.up()).as(verdict.reason()).isEqualTo(up);
        assertThat(verdict.weightChange()).isEqualTo(change == null ? OptionalInt.empty() : OptionalInt.of(change));
        assertThat(verdict.reason()).startsWith("the number is " + number);
    }

    @Test
    void x20HasTheWeightOfTheFileWhenItSaysNone() throws Exception {
        Files.writeString(file(), "5");
        assertThat(ask(block(2, true).build()).weightChange()).hasValue(-10);
        assertThat(ask(block(2, true).with("weight", List.of("3")).build()).weightChange())
                .hasValue(-15);
        assertThat(ask(block(2, true).with("weight", List.of("3", "noreverse")).build())
                        .weightChange())
                .hasValue(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "\u0000\u0001"})
    void w5CountsAFileWithoutANumberAsZero(String content) throws Exception {
        Files.writeString(file(), content);
        assertThat(ask(block(1, false).build()).weightChange()).hasValue(0);
    }

    @Test
    void w5CountsAMissingFileAsZero() throws Exception {
        Verdict verdict = ask(block(0, true).build());
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.warning()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadCountsAsZeroAndIsTold() throws Exception {
        Files.createDirectory(file());
        Verdict verdict = ask(block(1, false).build());
        assertThat(verdict.weightChange()).hasValue(0);
        assertThat(verdict.warning().orElseThrow()).startsWith("cannot read " + file());
    }

    @Test
    void w5BreaksOnANumberThatDoesNotFitSoThatTheOldOneStays() throws Exception {
        Files.writeString(file(), "99999999999");
        assertThatThrownBy(() -> ask(block(1, false).build()))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("does not fit 32 bits");
    }

    @Test
    void readsTheFileAnewAtEveryRunAndRemembersNothing() throws Exception {
        Checker checker = factory().create(block(1, false).build());
        for (int number : new int[] {3, 7, 0, 3}) {
            Files.writeString(file(), Integer.toString(number));
            assertThat(ask(checker).weightChange()).hasValue(number);
        }
    }

    @Test
    void asksToBeRunWhenTheFileChanges() throws Exception {
        assertThat(factory().create(block(1, false).build()).watches()).containsExactly(file());
    }

    @Test
    void x20BeginsAtOnceAndRetriesNothing() {
        assertThat(factory().description().habits()).containsExactly(Habit.BEGINS_AT_ONCE);
        assertThat(factory().description().retries()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "many, 'weight ''many'' is not between -2147483647 and 2147483647'",
        "-2147483648, 'weight ''-2147483648'' is not between'",
        "1 backwards, 'a weight is followed by reverse or noreverse, not ''backwards'''",
    })
    void aWeightThatIsNoneIsToldAtItsLine(String weight, String message) {
        Options options =
                block(1, false).with("weight", List.of(weight.split(" "))).build();
        assertThatThrownBy(() -> factory().create(options))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("test.conf:3:1")
                .hasMessageContaining(message);
    }

    @Test
    void aBlockWithoutAFileIsTold() {
        Options nothing = OptionsBuilder.of(factory().description()).build();
        assertThatThrownBy(() -> factory().create(nothing)).hasMessageContaining("FILE_CHECK has no track_file");
    }
}
