package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Missing braces behind keywords that are known to open a block (language 5.5). */
class TreeBuilderTest {
    private static final ReadSettings SETTINGS =
            Trees.SETTINGS.withBlockKeywords(Set.of("authentication", "track_script"));

    @Test
    void suppliesABraceThatIsMissing() {
        SyntaxTree tree = ConfigReader.readText("x", "i {\n  authentication\n  a 1\n  b\n }\n}\nk\n", SETTINGS);

        assertThat(Trees.text(tree.statements())).isEqualTo("i {authentication {a 1; b}}; k");
        assertThat(Trees.places(tree)).containsExactly("2:3 ERROR");
    }

    @Test
    void takesABraceInTheNextLine() {
        SyntaxTree tree = ConfigReader.readText("x", "track_script\n\n# c\n{\n a\n}\n", SETTINGS);

        assertThat(Trees.text(tree.statements())).isEqualTo("track_script {a}");
        assertThat(tree.diagnostics()).isEmpty();
    }

    @Test
    void leavesAKeywordWithoutBlockToItsReader() {
        SyntaxTree tree = ConfigReader.readText("x", "i {\n track_script\n}\n", SETTINGS);

        assertThat(Trees.text(tree.statements())).isEqualTo("i {track_script}");
        assertThat(tree.diagnostics()).isEmpty();
    }

    @Test
    void aWordOfACheckIsItsTypesOwn() {
        SyntaxTree tree = ConfigReader.readText(
                "x", "r {\n A_CHECK {\n  track_script\n  b {\n   track_script\n   c\n}\n}\n}\n", SETTINGS);

        assertThat(Trees.text(tree.statements())).isEqualTo("r {A_CHECK {track_script; b {track_script; c}}}");
        assertThat(tree.diagnostics()).isEmpty();
    }
}
