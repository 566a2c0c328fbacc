package io.vigil.config.syntax;

import java.util.Optional;

/** {@code @ID rest} and {@code @^ID rest}: lines for one host, or for all others. */
final class Conditions {
    /**
     * A line without its condition.
     *
     * @param rest what stands behind the condition; all of a line without one
     * @param holds whether it is to be read here
     */
    record Result(Line rest, boolean holds) {}

    private final Optional<String> configId;

    Conditions(Optional<String> configId) {
        this.configId = configId;
    }

    Result apply(Line line) {
        String text = line.text();
        if (text.isEmpty() || text.charAt(0) != '@') {
            return new Result(line, true);
        }
        boolean negated = text.startsWith("^", 1);
        int begin = negated ? 2 : 1;
        int end = begin;
        while (end < text.length() && !Line.isBlank(text.charAt(end))) {
            end++;
        }
        boolean same = configId.isPresent() && configId.get().equals(text.substring(begin, end));
        return new Result(line.trimmed(end, text.length()), end < text.length() && same != negated);
    }
}
