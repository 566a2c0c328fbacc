package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalLinesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "a\r\nb", "a\r\r\nb\r\n", "\n\na\n\t \nb"})
    void endsLinesAtAnyMixtureOfLineEnds(String input) {
        assertThat(Trees.keywords(Trees.read(input).statements())).containsExactly("a", "b");
    }

    @Test
    void readsBytesThatAreNoUtf8AsLatin1() {
        SyntaxTree tree = read("caf\u00e9 x\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Trees.text(tree.statements())).isEqualTo("caf\u00e9 x");
    }

    @Test
    void readsUtf8() {
        SyntaxTree tree = read("caf\u00e9 \u2603\n".getBytes(StandardCharsets.UTF_8));

        assertThat(Trees.text(tree.statements())).isEqualTo("caf\u00e9 \u2603");
    }

    @Test
    void skipsAByteOrderMark() {
        SyntaxTree tree = read("\ufeffk x\n".getBytes(StandardCharsets.UTF_8));

        assertThat(tree.statements().get(0).place().toString()).isEqualTo("b.conf:1:1");
        assertThat(Trees.places(tree)).containsExactly("1:1 NOTE");
    }

    @Test
    void readsNothingFromNothing() {
        SyntaxTree tree = read(new byte[0]);

        assertThat(tree.statements()).isEmpty();
        assertThat(tree.diagnostics()).isEmpty();
    }

    private static SyntaxTree read(byte[] bytes) {
        return ConfigReader.readText("b.conf", bytes, Trees.SETTINGS);
    }
}
