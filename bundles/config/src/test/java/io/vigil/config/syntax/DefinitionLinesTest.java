package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Place;
import org.junit.jupiter.api.Test;

/** Definitions of several lines (language 9.5, 9.6) and the places of what they yield. */
class DefinitionLinesTest {
    @Test
    void repeatsABlockThroughADefinition() {
        SyntaxTree tree = Trees.read("""
                $BLK= \\
                  vrrp_script s_${i} { \\
                    script "/bin/true" \\
                  }
                ~SEQ(i,1,3) $BLK
                """);

        assertThat(Trees.text(tree.statements()))
                .isEqualTo("vrrp_script s_1 {script /bin/true}; vrrp_script s_2 {script /bin/true};"
                        + " vrrp_script s_3 {script /bin/true}");
        assertThat(tree.diagnostics()).isEmpty();
    }

    @Test
    void joinsTheFirstLineToWhatStandsBeforeTheUse() {
        assertThat(Trees.text(
                        Trees.read("$M= \\\n foo_1 \\\n foo_2\npre_${M}\nlast").statements()))
                .isEqualTo("pre_foo_1; foo_2; last");
    }

    @Test
    void takesEachLineOfTheBodyTheWholeWay() {
        SyntaxTree tree = Trees.read("""
                $M= \\
                 $X=1 \\
                 @hostB not here \\
                 ~SEQ(i,1,2) g_$i \\
                 foo_$X
                $M
                """);

        assertThat(Trees.text(tree.statements())).isEqualTo("g_1; g_2; foo_1");
    }

    @Test
    void nestsDefinitionsAndGoesOnBehindTheInnerOne() {
        SyntaxTree tree = Trees.read("""
                $M= \\
                 a_1 \\
                 b_1
                $N= \\
                 blk { $M \\
                 c_1 }
                $N
                z_$M
                """);

        assertThat(Trees.text(tree.statements())).isEqualTo("blk {a_1; b_1; c_1}; z_a_1; b_1");
    }

    @Test
    void skipsCommentLinesOfABodyAndEndsItAtAnEmptyLine() {
        assertThat(Trees.text(Trees.read("$M= \\ # c\n foo_1 \\ # c\n# hi\n foo_2 \\\n\nk_1\n$M\n")
                        .statements()))
                .isEqualTo("k_1; foo_1; foo_2");
    }

    @Test
    void skipsTheBodyOfADefinitionForAnotherHost() {
        SyntaxTree tree = Trees.read("@hostB $M= \\\n foo_1 \\\n foo_2\n@hostA $M= \\\n bar \\\n baz\n$M\n");

        assertThat(Trees.text(tree.statements())).isEqualTo("bar; baz");
    }

    @Test
    void warnsOfABodyThatGoesOnToTheEndOfTheFile() {
        SyntaxTree tree = Trees.read("k\n$M= \\\n foo_1 \\\n");

        assertThat(Trees.text(tree.statements())).isEqualTo("k");
        assertThat(Trees.places(tree)).containsExactly("2:1 WARNING");
    }

    @Test
    void placesWordsOfADefinitionWhereItIsUsed() {
        SyntaxTree tree = Trees.read("$P=100 x\n$M= \\\n aa b \\\n cc\n  priority  $P y\n @hostA pre $M\n");

        assertThat(tree.statements().get(0).words().stream()
                        .map(word -> word.place().column()))
                .containsExactly(3, 13, 13, 16);
        assertThat(tree.statements().get(1).words().stream()
                        .map(word -> word.place().toString()))
                .containsExactly("test.conf:6:9", "test.conf:6:13", "test.conf:6:13");
        assertThat(tree.statements().get(2).place()).isEqualTo(new Place("test.conf", 6, 13));
    }

    @Test
    void placesRepeatedWordsWhereTheyAreWritten() {
        SyntaxTree tree = Trees.read("~SEQ(i,1,2) weight $i {\n}}");

        assertThat(tree.statements().get(0).children().get(0).words())
                .extracting(word -> word.place().column())
                .containsExactly(13, 20);
    }

    @Test
    void countsColumnsOfTheLineAsWritten() {
        SyntaxTree tree = Trees.read("\tkw a\\#b\\!c  \"d e\"f { g # h\n  }\n");

        assertThat(tree.statements().get(0).words())
                .extracting(word -> word.text() + "@" + word.place().column())
                .containsExactly("kw@2", "a#b!c@5", "d e@14", "f@19");
        assertThat(tree.statements().get(0).words().get(2).quoted()).isTrue();
        assertThat(tree.statements().get(0).children().get(0).place().column()).isEqualTo(23);
        assertThat(tree.statements().get(0).raw()).isEqualTo("kw a#b!c  \"d e\"f");
    }

    @Test
    void countsCharactersNotBytes() {
        SyntaxTree tree = Trees.read("\u00e4\u00f6\u00fc x\n");

        assertThat(tree.statements().get(0).words().get(1).place().column()).isEqualTo(5);
    }

    @Test
    void randomNumbersAreTheSameForTheSameSeed() {
        String numbers = "k${_RANDOM} ${_RANDOM} ${_RANDOM} ${_RANDOM}";

        assertThat(random("random_seed 7", numbers)).isEqualTo(random("random_seed 7", numbers));
        assertThat(random("random_seed 7", numbers)).isNotEqualTo(random("random_seed 8", numbers));
    }

    private static String random(String seed, String numbers) {
        SyntaxTree tree = Trees.read("global_defs {\n" + seed + "\n}\n" + numbers);
        return Trees.text(tree.statements().subList(1, 2));
    }

    @Test
    void variablesOfTheEnvironmentAreTexts() {
        SyntaxTree tree =
                ConfigReader.readText("t", "p_${_ENV PATH}x n_${_ENV NO_SUCH_VARIABLE_1}x", ReadSettings.ofThisHost(1));

        assertThat(Trees.text(tree.statements())).isEqualTo("p_" + System.getenv("PATH") + "x n_x");
    }
}
