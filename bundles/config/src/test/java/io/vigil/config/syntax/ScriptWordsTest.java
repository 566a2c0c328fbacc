package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Place;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The other two ways of splitting a line (language 4.4, 4.5). */
class ScriptWordsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            notify /bin/x user group                | notify; /bin/x; user; group
            notify "/bin/x 'two words' b" user      | notify; /bin/x 'two words' b; user
            notify '/bin/x "two words"' user        | notify; /bin/x "two words"; user
            notify a"b"'c'                          | notify; abc
            notify "a \\"b\\" c"                    | notify; a \\"b\\" c
            notify ""                               | notify; ``
            """)
    void splitsAScriptLine(String line, String expected) {
        ScriptWords split = ScriptWords.ofStatement(statement(line));

        assertThat(String.join("; ", texts(split))).isEqualTo(expected.replace("``", ""));
        assertThat(split.problem()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /bin/x 'two words' "b c"   | /bin/x; two words; b c
            /bin/x a\\ b \\"c          | /bin/x; a b; "c
            x \\x41\\x4a\\101\\60      | x; AJA0
            x \\q\\\\                  | x; q\\
            x a''b ''                  | x; ab; ``
            """)
    void splitsACommand(String command, String expected) {
        ScriptWords split = ScriptWords.ofCommand(new Word(command, new Place("f", 1, 8), true));

        assertThat(String.join("; ", texts(split))).isEqualTo(expected.replace("``", ""));
        assertThat(split.words())
                .allSatisfy(word -> assertThat(word.place().column()).isEqualTo(8));
    }

    @Test
    void knowsTheControlEscapes() {
        ScriptWords split =
                ScriptWords.ofCommand(new Word("\\a\\b\\E\\f\\n\\r\\t\\v\\cA\\x", new Place("f", 1, 1), true));

        assertThat(split.words().get(0).text()).isEqualTo("\u0007\b\u001b\f\n\r\t\u000b\u0001x");
    }

    @Test
    void halvesTheBackslashesOfAPattern() {
        ScriptWords split = ScriptWords.ofPattern(statement("regex \"^a\\\\.b [0-9]$\""));

        assertThat(texts(split)).containsExactly("regex", "^a\\.b [0-9]$");
    }

    @Test
    void placesWordsWhereTheOrdinaryOnesStand() {
        ScriptWords split = ScriptWords.ofStatement(statement("  notify  '/x a b'   user"));

        assertThat(split.words()).extracting(word -> word.place().column()).containsExactly(3, 11, 22);
        assertThat(split.words()).extracting(Word::quoted).containsExactly(false, true, false);
    }

    @Test
    void tellsAnOpenQuote() {
        ScriptWords split = ScriptWords.ofStatement(statement("notify '/x a b"));

        assertThat(texts(split)).containsExactly("notify", "/x a b");
        assertThat(split.problem()).isPresent();
    }

    private static Statement statement(String line) {
        return Trees.read(line).statements().get(0);
    }

    private static List<String> texts(ScriptWords split) {
        return split.words().stream().map(Word::text).toList();
    }
}
