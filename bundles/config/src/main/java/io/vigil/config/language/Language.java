package io.vigil.config.language;

import io.vigil.config.language.Keyword.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole language as one list: every keyword with the path of blocks it stands in. Immutable; any thread may ask. */
public final class Language {
    /**
     * A keyword where it stands.
     *
     * @param path the keywords of the blocks around it, joined by slashes; empty at the outermost level
     * @param keyword its row, with type, range, default and help
     */
    public record Row(String path, Keyword keyword) {
        /** The path with the keyword at its end. */
        public String name() {
            return path.isEmpty() ? keyword.name() : path + "/" + keyword.name();
        }

        /** Whether it is read and checked while nothing acts on it; that it is false proves no effect. */
        public boolean knownToBeParsedOnly() {
            return keyword.is(Trait.NOT_ACTED_ON);
        }

        /** The spelling to use instead. */
        public Optional<String> deprecatedBy() {
            return keyword.is(Trait.DEPRECATED) ? Optional.of(keyword.meaning()) : Optional.empty();
        }
    }

    private static final List<Row> ROWS = walk();

    private Language() {}

    /** Every keyword of every block, in the order of the documentation; checks are those that the bundles declare. */
    public static List<Row> rows() {
        return ROWS;
    }

    private static List<Row> walk() {
        List<Row> rows = new ArrayList<>();
        collect("", RootKeywords.BLOCK, rows);
        return List.copyOf(rows);
    }

    private static void collect(String path, Block block, List<Row> rows) {
        for (Keyword keyword : block.rows()) {
            Row row = new Row(path, keyword);
            rows.add(row);
            keyword.nested().ifPresent(nested -> collect(row.name(), nested, rows));
        }
    }
}
