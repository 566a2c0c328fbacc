package io.vigil.checker.misc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.DeclarationContract;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MiscCheckTest extends DeclarationContract {
    private static final MiscCheckFactory FACTORY = new MiscCheckFactory();

    @Override
    protected CheckerFactory factory() {
        return FACTORY;
    }

    private static Script script(Optional<String> refused, String... command) {
        return new Script(List.of(command), Optional.empty(), Optional.empty(), refused, new Place("test.conf", 1, 1));
    }

    private static OptionsBuilder block(String... command) {
        return OptionsBuilder.of(FACTORY.description()).with("misc_path", script(Optional.empty(), command));
    }

    private static Verdict ask(Options options) throws Exception {
        return new LoopbackProbe().ask(FACTORY.create(options), ScriptedServer.nobody());
    }

    @ParameterizedTest(name = "x15: exit {0}, dynamic {1}: up {2}, weight {3}")
    @CsvSource({
        "0, false, true, ",
        "1, false, false, ",
        "2, false, false, ",
        "12, false, false, ",
        "255, false, false, ",
        "0, true, true, ",
        "1, true, false, ",
        "2, true, true, 0",
        "3, true, true, 1",
        "12, true, true, 10",
        "125, true, true, 123",
        "126, true, false, ",
        "127, true, false, ",
        "255, true, true, 253",
    })
    void x15ReadsTheExitStatus(int status, boolean dynamic, boolean up, Integer weight) throws Exception {
        OptionsBuilder options = block("/bin/sh", "-c", "exit " + status);
        Verdict verdict = ask(dynamic ? options.with("misc_dynamic").build() : options.build());
        assertThat(verdict.up()).as(verdict.reason()).isEqualTo(up);
        assertThat(verdict.weight()).isEqualTo(weight == null ? OptionalInt.empty() : OptionalInt.of(weight));
        assertThat(verdict.reason()).contains("exit status " + status);
        assertThat(verdict.phase()).isEqualTo(Verdict.Phase.RUN);
    }

    @Test
    void x17IsDownWhenTheProgramRunsLongerThanItMay() throws Exception {
        Verdict verdict = ask(block("/bin/sleep", "60").with("misc_timeout", 1L).build());
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.reason()).isEqualTo("timed out: ended after 1000 ms");
    }

    @Test
    void x17WithoutATimeoutAProgramMayRunForTheIntervalThatTheDirectorTells() throws Exception {
        for (OptionsBuilder block :
                List.of(block("/bin/sleep", "60"), block("/bin/sleep", "60").with("misc_timeout", 0L))) {
            Verdict verdict = new LoopbackProbe()
                    .every(Duration.ofMillis(300))
                    .ask(FACTORY.create(block.build()), ScriptedServer.nobody());
            assertThat(verdict.failure()).contains("run: timed out: ended after 300 ms");
        }
    }

    @Test
    void x17GivesARunTheTimeThatItsProgramMayTakeToEnd() throws Exception {
        assertThat(FACTORY.create(block("/bin/true").with("misc_timeout", 600L).build())
                        .longest())
                .isEqualTo(Duration.ofSeconds(603));
    }

    @Test
    void runsTheProgramAsItsUserAndGroup() throws Exception {
        LoopbackProbe probe = new LoopbackProbe();
        probe.ask(
                FACTORY.create(block("/bin/true")
                        .with("user", List.of("nobody", "nogroup"))
                        .build()),
                ScriptedServer.nobody());
        probe.ask(FACTORY.create(block("/bin/true").build()), ScriptedServer.nobody());
        assertThat(probe.programs())
                .extracting(program -> program.user().orElse("script_user") + ":"
                        + program.group().orElse("its own"))
                .containsExactly("nobody:nogroup", "script_user:its own");
    }

    @Test
    void isDownWhenTheProgramIsNotThere() throws Exception {
        Verdict verdict = ask(block("/nowhere/at/all").build());
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.reason()).startsWith("could not be run: ").contains("/nowhere/at/all");
    }

    @Test
    void x19MakesNoCheckOfAProgramThatMustNotBeRun() {
        Options options = OptionsBuilder.of(FACTORY.description())
                .with("misc_path", script(Optional.of("others can write to it"), "/tmp/check"))
                .build();
        assertThatThrownBy(() -> FACTORY.create(options))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("others can write to it");
    }

    @Test
    void x17PlansTheNextRunFromTheStartOfThisOne() {
        assertThat(FACTORY.description().habits()).contains(CheckerDescription.Habit.COUNTS_FROM_START);
    }

    @Test
    void x17IsToldTheDelayLoopOfTheVirtualServer() {
        assertThat(FACTORY.description().habits()).contains(CheckerDescription.Habit.INTERVAL_OF_POOL);
    }

    @Test
    void c5RetriesNothingUnlessTold() {
        assertThat(FACTORY.description().retries()).isZero();
    }

    @Test
    void isPublishedUnderItsKeyword() {
        assertThat(MiscCheckFactory.class.getAnnotation(CheckerType.class).value())
                .isEqualTo(FACTORY.description().keyword());
    }
}
