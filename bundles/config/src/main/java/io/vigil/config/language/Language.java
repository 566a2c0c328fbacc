package io.vigil.config.language;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.config.language.Keyword.Trait;
import java.util.ArrayList;
import java.util.Collection;
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

        /** What it does today, and how that is known. */
        public KeywordState state() {
            return KeywordStates.of(path, keyword);
        }

        /** The spelling to use instead. */
        public Optional<String> deprecatedBy() {
            return keyword.is(Trait.DEPRECATED) ? Optional.of(keyword.meaning()) : Optional.empty();
        }
    }

    private static final List<Row> ROWS = walk();

    private Language() {}

    /** Every keyword but those that checker bundles declare, in the order of the documentation. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** Every keyword, with those of some checker types where checks stand. */
    public static List<Row> rows(Collection<CheckerDescription> checkers) {
        List<Row> rows = new ArrayList<>(ROWS);
        for (CheckerDescription checker : checkers) {
            rows.removeIf(row -> isOf(checker, row)); // a type that is known to be missing has come
            Block table = OptionTable.of(checker.keyword(), checker.options(), CheckKeywords.BLOCK);
            Keyword type = Keyword.block(checker.keyword(), checker.help(), table);
            collect("virtual_server/real_server", Block.of("real_server", type), rows);
        }
        return rows;
    }

    private static boolean isOf(CheckerDescription checker, Row row) {
        String type = KeywordStates.CHECKS + checker.keyword();
        return row.name().equals(type) || row.path().equals(type);
    }

    private static List<Row> walk() {
        List<Row> rows = new ArrayList<>();
        collect("@language", FormKeywords.LINES, rows);
        collect("", RootKeywords.BLOCK, rows);
        collect("", FormKeywords.ENTRIES, rows);
        collect("<address>", OptionKeywords.ADDRESS, rows);
        collect("<route>", OptionKeywords.ROUTE, rows);
        collect("<rule>", OptionKeywords.RULE, rows);
        collect("virtual_server_group", FormKeywords.GROUP, rows);
        collect("vrrp_instance/unicast_peer/<entry>", FormKeywords.PEER, rows);
        for (String tracked : List.of("track_interface", "track_script", "track_bfd")) {
            collect("vrrp_instance/" + tracked + "/<entry>", FormKeywords.TRACKED, rows);
        }
        for (String tracked : List.of("track_file", "track_process")) {
            collect("vrrp_instance/" + tracked + "/<entry>", FormKeywords.TRACKED_WIDE, rows);
        }
        collect("virtual_server/real_server", FormKeywords.MISSING_CHECKS, rows);
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
