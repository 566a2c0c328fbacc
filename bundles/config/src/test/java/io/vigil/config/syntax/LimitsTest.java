package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not end, or is far too much, ends in a diagnostic after a bounded amount of work (language 2.2, 9.4, 17). */
class LimitsTest {
    private static final ReadLimits SMALL = new ReadLimits(100_000, 20, 100, 1_000, 5_000, 10_000, 20, 50);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            $A=$A~~k $A                                                              | ERROR
            $A=$B~~$B=$A~~k ${A} x                                                   | ERROR
            $A=x$A~~k $A                                                             | ERROR
            $M= \\~~ a \\~~ $M~~$M                                                   | ERROR
            $M= \\~~ a \\~~ $N~~$N= \\~~ b \\~~ $M~~$M                               | ERROR
            ~SEQ(i,1,2000000000) k $i                                                | FATAL
            ~SEQ(i,1,999) ~SEQ(j,1,999) ~SEQ(l,1,999) $A=1                           | FATAL
            $A= \\~~ k \\~~ k~~$B= \\~~ ~SEQ(i,1,100) $A \\~~ x~~~SEQ(j,1,100) $B    | FATAL
            """)
    void endsWhatWouldNotEnd(String input, Severity severity) {
        SyntaxTree tree = ConfigReader.readText(
                "bomb.conf", input.replace("~~~", "\n~").replace("~~", "\n"), Trees.SETTINGS.withLimits(SMALL));

        assertThat(tree.diagnostics()).extracting(d -> d.severity()).contains(severity);
        assertThat(tree.statements().size()).isLessThanOrEqualTo(SMALL.generatedLines());
    }

    @Test
    void givesUpALineWhoseDefinitionsMultiply() {
        String input = "$Z=\n$Y=" + "${Z}".repeat(50) + "\n$X=" + "${Y}".repeat(50) + "\n$W=" + "${X}".repeat(50)
                + "\nk ${W}\n";

        assertThat(Trees.read(input).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("more than 2000 definitions"));
        SyntaxTree many =
                ConfigReader.readText("bomb.conf", input + "k ${W}\n".repeat(10), Trees.SETTINGS.withLimits(SMALL));
        assertThat(many.refused()).isTrue();
    }

    @Test
    void looksAtALineOnceHoweverManyPartsItHas() {
        SyntaxTree tree = Trees.read("${A}".repeat(250));

        assertThat(tree.diagnostics()).hasSize(250);
        assertThat(tree.statements()).hasSize(250);
    }

    @Test
    void doesNotReplaceWhatWouldMakeTheLineTooLong() {
        SyntaxTree tree = Trees.read("$A=" + "x".repeat(600) + "\nk $A,$A\n");

        assertThat(tree.statements().get(0).words().get(1).text()).isEqualTo("x".repeat(600) + ",$A");
        assertThat(Trees.places(tree)).containsExactly("2:6 WARNING");
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"1022,1022,0", "1023,0,1", "1024,1,1", "2047,1,1", "10485760,10,1"})
    void dropsTheBeginningOfALineThatIsTooLong(int length, int left, int diagnostics) {
        SyntaxTree tree = Trees.read("x".repeat(length) + "\nk\n");

        assertThat(tree.diagnostics()).hasSize(diagnostics);
        assertThat(tree.statements()).hasSize(left > 0 ? 2 : 1);
        if (left > 0) {
            assertThat(tree.statements().get(0).keyword()).hasSize(left);
            assertThat(tree.statements().get(0).place().column()).isEqualTo(length - left + 1);
        }
    }

    @Test
    void dropsBlocksThatAreNestedTooDeep() {
        SyntaxTree tree = Trees.read("b {\n".repeat(300_000) + "}\n".repeat(300_000) + "k\n");

        assertThat(tree.diagnostics()).extracting(d -> d.severity()).containsExactly(Severity.ERROR);
        assertThat(tree.statements()).hasSize(2);
    }

    @Test
    void closesManyBlocksOfOneLine() {
        assertThat(Trees.read("a{".repeat(511)).diagnostics()).hasSize(ReadLimits.DEFAULT.depth() + 1);
    }

    @Test
    void countsDiagnosticsBeyondTheLimit() {
        SyntaxTree tree = ConfigReader.readText("x", "}\n".repeat(1_000), Trees.SETTINGS.withLimits(SMALL));

        assertThat(tree.diagnostics()).hasSize(SMALL.diagnostics() + 1);
        assertThat(tree.diagnostics().get(SMALL.diagnostics()).message()).startsWith("950 further");
    }

    @Test
    void stopsAtTooManyWordsAndBytes() {
        ReadSettings settings = Trees.SETTINGS.withLimits(SMALL);

        assertThat(ConfigReader.readText("x", "a b c\n".repeat(10_000), settings)
                        .refused())
                .isTrue();
        assertThat(ConfigReader.readText("x", "a # comment\n".repeat(10_000), settings)
                        .refused())
                .isTrue();
    }

    @Test
    void stopsAtIncludesThatMultiply() throws IOException {
        for (int i = 0; i < 10; i++) {
            String next = "include f" + (i + 1) + ".conf\n";
            Files.writeString(directory.resolve("f" + i + ".conf"), next + next);
        }
        Files.writeString(directory.resolve("f10.conf"), "k\n");

        SyntaxTree tree = ConfigReader.read(directory.resolve("f0.conf"), Trees.SETTINGS.withLimits(SMALL));

        assertThat(tree.refused()).isTrue();
        assertThat(tree.diagnostics().get(0).message()).contains("more than 20 files");
    }

    @Test
    void stopsAtWildcardsThatLookAtTooMuch() throws IOException {
        for (int i = 0; i < 200; i++) {
            Files.writeString(directory.resolve("f" + i), "");
        }
        Files.writeString(directory.resolve("main.conf"), "include *nothing\n");

        assertThat(ConfigReader.read(directory.resolve("main.conf"), Trees.SETTINGS.withLimits(SMALL))
                        .refused())
                .isTrue();
        assertThat(Trees.read("include " + "{a,b}".repeat(150)).diagnostics())
                .extracting(d -> d.severity())
                .containsExactly(Severity.ERROR);
    }

    @Test
    void leavesOutALineWithNulBytes() {
        SyntaxTree tree = Trees.read("a\0b\nk\0");

        assertThat(tree.statements()).isEmpty();
        assertThat(Trees.places(tree)).containsExactly("1:1 ERROR", "2:1 ERROR");
    }
}
