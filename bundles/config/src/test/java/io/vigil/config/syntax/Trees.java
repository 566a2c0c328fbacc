package io.vigil.config.syntax;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trees as text, for tables: words with a blank between them, blocks in braces. */
final class Trees {
    static final ReadSettings SETTINGS = ReadSettings.of("hostA");

    private Trees() {}

    static SyntaxTree read(String text) {
        return ConfigReader.readText("test.conf", text, SETTINGS);
    }

    /** {@code a b; c d {e f; g}}. */
    static String text(List<Statement> statements) {
        return statements.stream().map(Trees::text).collect(Collectors.joining("; "));
    }

    private static String text(Statement statement) {
        String words = statement.words().stream().map(Word::text).collect(Collectors.joining(" "));
        return statement.block().map(block -> words + " {" + text(block) + "}").orElse(words);
    }

    /** The keywords in the order of the file, inner ones behind the one they belong to. */
    static List<String> keywords(List<Statement> statements) {
        return statements.stream()
                .flatMap(statement ->
                        Stream.concat(Stream.of(statement.keyword()), keywords(statement.children()).stream()))
                .toList();
    }

    /** {@code line:column severity} of each diagnostic. */
    static List<String> places(SyntaxTree tree) {
        return tree.diagnostics().stream()
                .map(d -> d.place().line() + ":" + d.place().column() + " "
                        + d.severity().name())
                .toList();
    }
}
