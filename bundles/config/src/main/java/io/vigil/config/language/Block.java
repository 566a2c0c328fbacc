package io.vigil.config.language;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of one block: its keywords by name, in the order of the documentation. Immutable. */
public final class Block {
    /** What a check of any type is kept under. */
    public static final String CHECKER = "*";

    private final String name;
    private final Map<String, Keyword> keywords = new LinkedHashMap<>();
    private final boolean open;

    private Block(String name, boolean open, Collection<Keyword> rows) {
        this.name = name;
        this.open = open;
        for (Keyword row : rows) {
            keywords.put(row.name(), row);
        }
    }

    static Block of(String name, Keyword... rows) {
        return new Block(name, false, java.util.Arrays.asList(rows));
    }

    /** A block in which any keyword that looks like a checker type is kept, whether or not it is known. */
    static Block withCheckers(String name, Keyword... rows) {
        return new Block(name, true, java.util.Arrays.asList(rows));
    }

    /** A block from rows that were made elsewhere. */
    public static Block of(String name, Collection<Keyword> rows) {
        return new Block(name, false, rows);
    }

    /** This block's rows and those of others. */
    Block plus(Block... others) {
        LinkedHashMap<String, Keyword> all = new LinkedHashMap<>(keywords);
        for (Block other : others) {
            all.putAll(other.keywords);
        }
        return new Block(name, open, all.values());
    }

    /** The keyword that opens it; empty for the outermost level. */
    public String name() {
        return name;
    }

    /** The row of a keyword, null when it is unknown here. */
    public @Nullable Keyword find(String keyword) {
        return keywords.get(keyword);
    }

    /** All rows. */
    public Collection<Keyword> rows() {
        return Collections.unmodifiableCollection(keywords.values());
    }

    /** Whether a keyword is kept as a check of whatever type. */
    public boolean takesChecker(String keyword) {
        return open && (keyword.endsWith("_CHECK") || keyword.endsWith("_GET"));
    }
}
