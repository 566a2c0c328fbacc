package io.vigil.config.syntax;

import java.util.List;

/** What {@code $NAME} stands for. */
sealed interface Definition {
    /** One line of text, which may use other definitions. */
    record Text(String value) implements Definition {}

    /** Several lines, each of any kind. Equal bodies of two definitions are two definitions. */
    final class Body implements Definition {
        private final List<String> lines;

        Body(List<String> lines) {
            this.lines = List.copyOf(lines);
        }

        List<String> lines() {
            return lines;
        }
    }

    /** What the language itself defines; its value depends on where and with what words it is used. */
    enum Predefined implements Definition {
        PWD,
        INSTANCE,
        RANDOM,
        ENV,
        HASH,
        BANG
    }
}
