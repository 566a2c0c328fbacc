package io.vigil.checker.http.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns as PCRE2 reads them, matched by Java. */
final class BodyPatternTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private static boolean found(String pattern, String options, byte[] body) {
        return BodyPattern.compile(pattern, List.of(options.split(" ")), true, 0, Integer.MAX_VALUE)
                .judge(body, LONG)
                .isEmpty();
    }

    private static boolean found(String pattern, String options, String body) {
        return found(pattern, options, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "BUILD: rpm-.{3,50} :: DATE: [0-9]{2}/[0-9]{2}/[0-9]{4} .{12}; ``; BUILD: rpm-abc :: DATE: 22/11/2026 12:34:56.789; true",
                "^passing$;            ``;          passing;        true",
                "^passing$;            ``;          `passing\n`;    true",
                "^passing$;            dollar_endonly; `passing\n`; false",
                "a$;                   ``;          `a\r\n`;        false",
                "a.b;                  ``;          `a\rb`;         true",
                "a.b;                  ``;          `a\nb`;         false",
                "a.b;                  dotall;      `a\nb`;         true",
                "^b;                   ``;          `a\nb`;         false",
                "^b;                   multiline;   `a\nb`;         true",
                "HELLO;                ``;          hello;          false",
                "HELLO;                caseless;    hello;          true",
                "a b;                  extended;    ab;             true",
                "a[ #]b # [ comment;   extended;    a#b;            true",
                "[[:alpha:]]+[[:digit:]_]; ``;      abc7;           true",
                "[[:^digit:]];         ``;          123;            false",
                "x[[:word:]];          ``;          x_;             true",
                "[a[b]c;               ``;          `[c`;           true",
                "[a-z&&[b]x;           ``;          `&x`;           true",
                "[]x]y;                ``;          `]y`;           true",
                "[^]x]y;               ``;          `]y`;           false",
                "a[]b;                 allow_empty_class; ab;       false",
                "a[^]b;                allow_empty_class; axb;      true",
                "a{b;                  ``;          `a{b`;          true",
                "^a{2}$;               ``;          aa;             true",
                "^a{,2}$;              ``;          aa;             true",
                "(?P<year>\\d{4})-(?P=year); ``;    2026-2026;      true",
                "(?<a_b>x)\\k<a_b>;    ``;          xx;             true",
                "(?'q'x)\\k{q};        ``;          xx;             true",
                "(x)(y)\\g{-1};        ``;          xyy;            true",
                "(x)\\g1;              ``;          xx;             true",
                "(x)\\1;               ``;          xx;             true",
                "^\\101$;              ``;          A;              true",
                "\\x41\\x{42}\\o{103}; ``;          ABC;            true",
                "\\Qa.b\\E.;           ``;          a.bc;           true",
                "\\Qa.b\\E.;           ``;          axbc;           false",
                "a\\Nc;                ``;          abc;            true",
                "a(?#anything)b;       ``;          ab;             true",
                "a\\Kb;                ``;          ab;             true",
                "(?i)HeLLo;            ``;          hello;          true",
                "(?:a|b)++c;           ``;          abac;           true",
                "(?>a+)b;              ``;          aab;            true",
                "(?<!x)y;              ``;          xy;             false",
                "^(a+?)a*$;            ungreedy;    aaa;            true",
                "(a)(b)?;              no_auto_capture; a;          true",
                "caf\u00e9;            ``;          caf\u00e9;      true",
                "caf.$;                ``;          caf\u00e9;      false",
                "caf.$;                utf;         caf\u00e9;      true",
                "CAF\u00c9;            `utf caseless`; caf\u00e9;   true",
                "\\p{Lu}\\p{^Lu};      ucp;         Ab;             true",
                "(*UTF)caf.$;          ``;          caf\u00e9;      true",
                "\\/health\\/\\#\\-;   ``;          /health/#-;     true",
                "b;                    firstline;   `a\nb`;         false",
            })
    void readsPatternsAsPcre2Does(String pattern, String options, String body, boolean found) {
        assertThat(found(pattern, options, body)).isEqualTo(found);
    }

    @Test
    void matchesBytesThatAreNoText() {
        assertThat(found("\\xff\\x00+\\xfe", "", new byte[] {1, -1, 0, 0, -2})).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "(?|(a)|(b));          a branch reset",
                "(a(?1)?b);            recursion",
                "(?(1)a|b);            a condition",
                "a(*FAIL);             the verb (*FAIL)",
                "\\u0041;              \\u",
                "[[:nonsense:]];       unknown class",
                "\\y;                  unknown escape",
                "[abc;                 without its closing",
                "abc\\;                ends in a backslash",
                "(?P=later)(?P<later>x); before or without its definition",
                "a)b;                  cannot be read",
            })
    void saysWhatIsNotSupported(String pattern, String why) {
        assertThatThrownBy(() -> BodyPattern.compile(pattern, List.of(), true, 0, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2147483647, true",
        "4, 4,          true",
        "5, 2147483647, false",
        "0, 3,          false",
        "99, 2147483647, false",
    })
    void aMatchMayBeginOnlyBetweenTheOffsets(int from, int to, boolean found) {
        BodyPattern pattern = BodyPattern.compile("b(?=c)", List.of(), true, from, to);
        assertThat(pattern.judge("aaaabc".getBytes(StandardCharsets.US_ASCII), LONG)
                        .isEmpty())
                .isEqualTo(found);
    }

    @Test
    void looksBehindTheFirstOffsetAndTakesItForNoLineStart() {
        byte[] body = "ab".getBytes(StandardCharsets.US_ASCII);
        assertThat(BodyPattern.compile("(?<=a)b", List.of(), true, 1, 9).judge(body, LONG))
                .isEmpty();
        assertThat(BodyPattern.compile("^b", List.of(), true, 1, 9).judge(body, LONG))
                .isPresent();
    }

    @Test
    void comesToAnEndWhereBacktrackingWouldNot() {
        BodyPattern evil = BodyPattern.compile("^(([a-z])+.)+[A-Z]([a-z])+$", List.of(), true, 0, Integer.MAX_VALUE);
        byte[] body = "a".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        assertThat(evil.judge(body, Duration.ofMillis(200)).orElse("found"))
                .containsAnyOf("took longer than 200 ms", "nests too deeply");
        BodyPattern slow = BodyPattern.compile("(x+x+)+y", List.of(), true, 0, Integer.MAX_VALUE);
        assertThat(slow.judge("x".repeat(5000).getBytes(StandardCharsets.US_ASCII), Duration.ofMillis(200)))
                .contains("looking for \"(x+x+)+y\" took longer than 200 ms");
    }

    @Test
    void comesToAnEndWhereRecursionWouldOverflow() {
        BodyPattern deep = BodyPattern.compile("^(a|b|c)*$", List.of(), true, 0, Integer.MAX_VALUE);
        assertThat(deep.judge("a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII), LONG)
                        .orElse(""))
                .contains("nests too deeply");
    }

    @Test
    void anyTextIsAPatternOrIsRefused() {
        String alphabet = "ab01 \\\\\\([{?)]}*+^$|.,:<>'=!&#-PQEKNRgkxoupC_\n\u00e9";
        Random random = new Random(20261122);
        List<List<String>> options = List.of(
                List.of(), List.of("extended", "ungreedy"), List.of("utf", "allow_empty_class", "no_auto_capture"));
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                BodyPattern.compile(text.toString(), options.get(i % options.size()), true, 0, 10);
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e).as("%s", text).hasMessageStartingWith("regex");
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeep() {
        assertThatThrownBy(() -> BodyPattern.compile("\\g{99999999999}", List.of(), true, 0, 10))
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> BodyPattern.compile("(".repeat(200_000), List.of(), true, 0, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
