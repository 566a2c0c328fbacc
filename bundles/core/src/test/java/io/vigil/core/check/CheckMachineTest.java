package io.vigil.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import io.vigil.api.pool.CheckKey;
import io.vigil.core.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckMachineTest {
    private static final Verdict UP = Verdict.up(Phase.CONNECT, "connected");
    private static final Verdict DOWN = Verdict.down(Phase.CONNECT, "refused");

    /**
     * Results (+ up, - down, x broken), the retries allowed, the states after each, and seconds to each next run, with delay_loop
     * 10 s and delay_before_retry 1 s (C3, C4).
     */
    @ParameterizedTest
    @CsvSource({
        "+,      1, U,      10",
        "-,      3, D,      10",
        "+-,     0, UD,     10 10",
        "+--,    1, UUD,    10 1 10",
        "+-+-,   1, UUUU,   10 1 10 1",
        "+---,   2, UUUD,   10 1 1 10",
        "-+,     2, DU,     10 10",
        "---,    2, DDD,    10 10 10",
        "-+-,    0, DUD,    10 10 10",
        "x,      1, ?,      10",
        "xx-,    1, ??D,    10 10 10",
        "+x-,    1, UUU,    10 10 1",
        "+-x-,   1, UUUD,   10 1 10 10",
        "-x+,    1, DDU,    10 10 10"
    })
    void followsItsResults(String results, int retries, String states, String seconds) {
        follow(new CheckMachine(Samples.timing(10, retries, 1, 10, false)), results, states, seconds);
    }

    private static void follow(CheckMachine machine, String results, String states, String seconds) {
        StringBuilder seen = new StringBuilder();
        StringBuilder next = new StringBuilder();
        for (int i = 0; i < results.length(); i++) {
            char result = results.charAt(i);
            if (result == 'x') {
                machine.onBroken();
            } else {
                machine.on(result == '+' ? UP : DOWN);
            }
            seen.append(
                    machine.state() == CheckMachine.State.UNKNOWN
                            ? '?'
                            : machine.state().name().charAt(0));
            next.append(next.isEmpty() ? "" : " ")
                    .append(Duration.ofNanos(machine.nanosToNext()).toSeconds());
        }
        assertThat(seen).hasToString(states);
        assertThat(next).hasToString(seconds);
    }

    /** The same for a type whose failures are retried in every round (X10): at the first run and while it is down as well. */
    @ParameterizedTest
    @CsvSource({
        "-,      1, ?,        1",
        "--,     1, ?D,       1 10",
        "-+,     1, ?U,       1 10",
        "----,   1, ?DDD,     1 10 1 10",
        "---+--, 1, ?DDUUD,   1 10 1 10 1 10",
        "+---,   2, UUUD,     10 1 1 10",
        "-,      0, D,        10",
        "x-x-,   1, ???D,     10 1 10 10"
    })
    void x10RetriesInEveryRoundWhereTheTypeSaysSo(String results, int retries, String states, String seconds) {
        CheckKey.Timing usual = Samples.timing(10, retries, 1, 10, false);
        follow(new CheckMachine(Samples.with(usual, Habit.RETRIES_IN_EVERY_ROUND)), results, states, seconds);
    }

    @Test
    void tellsOfEveryChangeOnce() {
        CheckMachine machine = new CheckMachine(Samples.timing(10, 1, 1, 10, false));
        assertThat(machine.on(UP)).isEqualTo(CheckMachine.News.STATE);
        assertThat(machine.on(UP)).isEqualTo(CheckMachine.News.NONE);
        assertThat(machine.on(UP.weight(3))).isEqualTo(CheckMachine.News.WEIGHT);
        assertThat(machine.on(DOWN)).isEqualTo(CheckMachine.News.RETRYING);
        assertThat(machine.on(DOWN)).isEqualTo(CheckMachine.News.STATE);
        assertThat(machine.on(DOWN)).isEqualTo(CheckMachine.News.STILL_DOWN);
        assertThat(machine.failures()).isEqualTo(3);
    }

    @Test
    void saysOnceThatRunAfterRunBreaksAndHoldsTheVerdict() {
        CheckMachine machine = new CheckMachine(Samples.timing(10, 1, 1, 10, false));
        machine.on(UP);
        assertThat(machine.onBroken()).isEqualTo(CheckMachine.News.NONE);
        assertThat(machine.onBroken()).isEqualTo(CheckMachine.News.NONE);
        assertThat(machine.onBroken()).isEqualTo(CheckMachine.News.KEEPS_BREAKING);
        assertThat(machine.onBroken()).isEqualTo(CheckMachine.News.NONE);
        assertThat(machine.state()).isEqualTo(CheckMachine.State.UP);
        assertThat(machine.last()).contains(UP);
        assertThat(machine.broken()).isEqualTo(4);
        assertThat(machine.on(UP)).isEqualTo(CheckMachine.News.WORKS_AGAIN);
        assertThat(machine.brokenInARow()).isZero();
    }
}
