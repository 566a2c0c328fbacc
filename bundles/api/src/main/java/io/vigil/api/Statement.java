package io.vigil.api;

import java.util.List;
import java.util.Optional;

/**
 * One logical line of a configuration with the block that follows it, after comments, conditions, definitions and includes
 * have been dealt with: the node of the syntax tree, and what a checker that is not installed yet is kept as.
 *
 * @param words the words of the line, the keyword first, each with its place; never empty
 * @param raw the line's text as it stood before it was split into words (scripts and patterns are split by other rules)
 * @param block the lines between the braces that follow, empty when there are none
 */
public record Statement(List<Word> words, String raw, Optional<List<Statement>> block) {
    /**
     * A word and where it stands.
     *
     * @param text the word without quotes
     * @param place where it begins
     * @param quoted whether it was written in double quotes
     */
    public record Word(String text, Place place, boolean quoted) {}

    public Statement {
        words = List.copyOf(words);
        block = block.map(List::copyOf);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a statement needs at least its keyword");
        }
    }

    /** The first word. */
    public String keyword() {
        return words.get(0).text();
    }

    /** Where the keyword stands. */
    public Place place() {
        return words.get(0).place();
    }

    /** The words behind the keyword. */
    public List<Word> arguments() {
        return words.subList(1, words.size());
    }

    /** The statements of the block, empty without a block. */
    public List<Statement> children() {
        return block.orElse(List.of());
    }
}
