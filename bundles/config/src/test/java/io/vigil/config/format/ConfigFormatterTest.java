package io.vigil.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.syntax.ConfigReader;
import io.vigil.config.syntax.ReadSettings;
import io.vigil.config.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFormatterTest {
    private static final List<String> WORDS = List.of(
            "kw",
            "a-b",
            "10.0.0.1/24",
            "\"x  y\"",
            "'p  q'",
            "\"{\"",
            "'{'",
            "\\#",
            "\\!",
            "\\\"",
            "\"",
            "$A",
            "${A}",
            "${B}x",
            "$U",
            "${U}",
            "~SEQ(i,1,2)",
            "~LST(i,{a},{b})",
            "@hostA",
            "@hostB",
            "@^hostA",
            "{",
            "}",
            "{",
            "}",
            "# c",
            "! d",
            "#",
            "\\",
            "$A=v",
            "$B=",
            "$C= \\",
            "include x",
            "global_defs",
            "random_seed 7",
            "",
            "  ",
            "\t",
            "\r",
            "\u00e4",
            "\u0000");

    private static String format(String text) {
        return ConfigFormatter.format(text);
    }

    /** What a text means to a host: keywords, words and blocks; blanks between words that are not quoted are none of it. */
    private static String meaning(String text, String host) {
        ReadSettings settings = ReadSettings.of(host).withIncludes(ReadSettings.Includes.IGNORED);
        SyntaxTree tree = ConfigReader.readText("f", text.getBytes(StandardCharsets.ISO_8859_1), settings);
        return meaning(tree.statements());
    }

    private static String meaning(List<Statement> statements) {
        return statements.stream()
                .map(s -> s.words().stream().map(ConfigFormatterTest::meaning).collect(Collectors.joining(" "))
                        + (s.raw().matches("(?s).*[\"'\\\\].*") ? "<" + s.raw().strip() + ">" : "")
                        + (s.block().isPresent() ? "{" + meaning(s.children()) + "}" : ""))
                .collect(Collectors.joining(";"));
    }

    private static String meaning(Word word) {
        return word.quoted() ? "\"" + word.text() + "\"" : word.text();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            a  b\\tc|a b c
            a{b c}d|a {¶    b c¶}¶d
            a {} # c|a {¶}  # c
            a¶{¶b¶}|a {¶    b¶}
            a # c¶{¶}|a {  # c¶}
            a¶# c¶{¶}|a¶# c¶{¶}
            a "x  {  y" {|a "x  {  y" {
            a¶¶¶b¶¶|a¶¶b
            @h a {b}|@h a {¶@h     b¶@h }
            @h a { @i b }|@h a { @i b }
            k ${A} {x}|k ${A} {x}
            ~SEQ(i,1,2)  k  {|~SEQ(i,1,2)  k  {
            a {¶! c¶}|a {¶    ! c¶}
            $A=   x  y|$A=   x  y
            $A= \\¶  k { \\¶x \\¶}¶z|$A= \\¶    k { \\¶        x \\¶    }¶z
            """)
    void laysOut(String written, String laidOut) {
        String from = written.replace("\\t", "\t").replace('¶', '\n').replace("\\\\", "\\");
        String to = laidOut.replace('¶', '\n').replace("\\\\", "\\").replace("@h     b", "    @h b");

        assertThat(format(from)).isEqualTo(to + "\n");
    }

    @Test
    void nothingStaysNothing() {
        assertThat(format("")).isEmpty();
        assertThat(format("\n \n\t\r\n")).isEmpty();
    }

    @Test
    void aLineNeverBecomesTooLong() {
        String longest = "k " + "x".repeat(1_020);
        assertThat(format("a {\n" + longest + "\n}\n")).isEqualTo("a {\n" + longest + "\n}\n");
        assertThat(meaning(format(longest + "\n{\n}\n"), "h")).isEqualTo(meaning(longest + "\n{\n}\n", "h"));
    }

    @Test
    void formattingTwiceChangesNothingMoreAndMeaningStays() {
        for (int seed = 0; seed < 30_000; seed++) {
            String text = random(new Random(seed));
            String once = format(text);

            assertThat(format(once)).as("seed %d: %s", seed, text).isEqualTo(once);
            for (String host : List.of("hostA", "hostB")) {
                assertThat(meaning(once, host))
                        .as("seed %d, %s: %s%nbecame%n%s", seed, host, text, once)
                        .isEqualTo(meaning(text, host));
            }
        }
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        int words = 1 + random.nextInt(25);
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
            text.append(random.nextInt(3) == 0 ? "\n" : random.nextInt(5) == 0 ? "" : " ");
        }
        return text.toString();
    }
}
