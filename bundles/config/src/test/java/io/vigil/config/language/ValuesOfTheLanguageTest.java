package io.vigil.config.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Addresses;
import java.net.Inet6Address;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesOfTheLanguageTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "fe80::, fe80::",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1::8, 1::8",
        "::ffff:10.0.0.1, ::ffff:a00:1",
        "64:ff9b::10.0.0.1, 64:ff9b::a00:1"
    })
    void addressesAreReadAsTheSystemReadsThem(String text, String canonical) {
        assertThat(NumericAddress.parse(text).map(Addresses::text)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.1.2",
                "010.0.0.1",
                "10.0.0.1 ",
                "10..0.1",
                "a.b.c.d",
                ":",
                ":::",
                "1:2:3",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "::g",
                "1:",
                ":1",
                "1:2:3:4:5:6:7::8:9",
                "::10.0.0",
                "fe80::1%eth0",
                "::10.0.0.1:5",
                "localhost",
                "1:2:3:4:5:6:7:10.0.0.1"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(NumericAddress.parse(text)).isEmpty();
    }

    @Test
    void everyAddressIsReadBackFromItsText() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            for (int b = 0; b < 16; b++) {
                bytes[b] = random.nextInt(3) == 0 ? bytes[b] : 0;
            }
            String text = Addresses.text(NumericAddress.of(bytes));

            assertThat(NumericAddress.parse(text).orElseThrow()).isInstanceOf(Inet6Address.class);
            assertThat(NumericAddress.parse(text).orElseThrow().getAddress())
                    .as(text)
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest(name = "{0} s")
    @CsvSource({"1, 1", "1.5, 1.5", ".5, 0.5", "2., 2", "0.0000014, 0.000001", "0.0000015, 0.000002", "007, 7"})
    void secondsHaveSixDecimals(String text, String seconds) {
        assertThat(Numbers.seconds(text).map(Numbers::text)).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-1", "1.2.3", "1s", "1e3", "99999999999999999999", "banana"})
    void whatIsNoNumberOfSecondsIsRefused(String text) {
        assertThat(Numbers.seconds(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"0, 0", "-5, -5", "+7, 7", "'  3', 3", "2147483648, 2147483648", "010, 10"})
    void wholeNumbersAreDecimal(String text, long number) {
        assertThat(Numbers.whole(text)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.5", "0x10", "12a", "9999999999999999999"})
    void whatIsNoWholeNumberIsRefused(String text) {
        assertThat(Numbers.whole(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} may mean {1}")
    @CsvSource({"connect_timeot, connect_timeout", "vrrp_grap_interval, vrrp_garp_interval", "conect_port, connect_port"
    })
    void nearestWordIsFound(String word, String meant) {
        List<String> known = List.of("connect_timeout", "connect_port", "vrrp_garp_interval", "weight");

        assertThat(Spelling.nearest(word, known)).contains(meant);
        assertThat(Spelling.nearest("something_else", known)).isEmpty();
    }
}
