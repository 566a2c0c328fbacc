package io.vigil.checker.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import io.vigil.testkit.DatagramCheckerContract;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedDatagrams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DnsCheckTest extends DatagramCheckerContract {
    @Override
    protected CheckerFactory factory() {
        return new DnsCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description())
                .with("type", "A")
                .with("name", "www.example.org")
                .build();
    }

    @Override
    protected byte[] healthy(byte[] request) {
        return answer(request, 0x8180);
    }

    @Override
    protected byte[] sick(byte[] request) {
        return answer(request, 0x8182);
    }

    private static byte[] answer(byte[] request, int flags) {
        byte[] answer = request.clone();
        answer[2] = (byte) (flags >> 8);
        answer[3] = (byte) flags;
        return answer;
    }

    @ParameterizedTest(name = "x12: flags {0}: up {1}")
    @CsvSource({
        "0x8180, true",
        "0x8000, true",
        "0x8380, true",
        "0x8580, true",
        "0x8181, false",
        "0x8182, false",
        "0x8183, false",
        "0x8185, false",
        "0x818f, false",
    })
    void x12LooksAtNothingButTheResponseCode(String flags, boolean up) throws Exception {
        int word = Integer.decode(flags);
        Verdict verdict = ask(options(), (client, request) -> client.say(answer(request, word)));
        assertThat(verdict.up()).as(verdict.reason()).isEqualTo(up);
        assertThat(verdict.reason()).startsWith("A query: RCODE " + (word & 15));
        assertThat(verdict.phase()).isEqualTo(Verdict.Phase.RESPONSE);
    }

    @Test
    void x12NeedsNoMoreThanAHeader() throws Exception {
        assertThat(ask(options(), (client, request) -> client.say(Arrays.copyOf(healthy(request), 12)))
                        .up())
                .isTrue();
    }

    @Test
    void x12PassesOverWhatIsNoAnswerUntilTheAnswerComes() throws Exception {
        Verdict verdict = ask(options(), (client, request) -> {
            byte[] wrongNumber = sick(request);
            wrongNumber[1]++;
            client.say(wrongNumber);
            client.say(request);
            client.say(Arrays.copyOf(sick(request), 11));
            client.say(healthy(request));
        });
        assertThat(verdict.up()).as(verdict.reason()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong number", "a query", "too short"})
    void x12IsDownWhenNothingElseComes(String what) throws Exception {
        Verdict verdict = ask(options(), (client, request) -> {
            byte[] answer = what.equals("a query") ? request : healthy(request);
            answer[0] ^= (byte) (what.equals("wrong number") ? 0x80 : 0);
            client.say(what.equals("too short") ? Arrays.copyOf(answer, 11) : answer);
        });
        assertThat(verdict.up()).isFalse();
        assertThat(verdict.reason()).contains("no answer within").contains("no answer to it: 1");
    }

    @Test
    void x12NumbersItsQueriesAtRandom() throws Exception {
        Set<Integer> numbers = new HashSet<>();
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(healthy(request)))) {
            for (int i = 0; i < 20; i++) {
                new LoopbackProbe().ask(factory().create(options()), server.address());
                byte[] query = server.heard();
                numbers.add((query[0] & 0xff) << 8 | (query[1] & 0xff));
            }
        }
        assertThat(numbers).hasSizeGreaterThan(10);
    }

    @Test
    void x12AsksForTheRootsSoaWhenNothingIsSaid() throws Exception {
        try (ScriptedDatagrams server = ScriptedDatagrams.start((client, request) -> client.say(healthy(request)))) {
            ask(OptionsBuilder.of(factory().description()).build(), server.address());
            assertThat(server.heard()).endsWith(0, 0, 6, 0, 1).hasSize(17);
        }
    }

    @Test
    void c5RetriesThreeTimesEachAfterADelayLoop() {
        assertThat(factory().description().retries()).isEqualTo(3);
        assertThat(factory().description().habits()).containsExactly(Habit.RETRIES_AFTER_DELAY_LOOP);
    }

    @Test
    void aNameThatIsNoneIsToldAtItsLine() {
        Options options =
                OptionsBuilder.of(factory().description()).with("name", "a..b").build();
        assertThatThrownBy(() -> factory().create(options))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("test.conf:2:1")
                .hasMessageContaining("'a..b' is no domain name");
    }
}
