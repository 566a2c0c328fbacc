package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree from lines and braces. A brace belongs to the line before it, whatever its keyword; the block of an unknown
 * keyword thus stays where it belongs, and whoever skips the keyword skips its block.
 */
final class TreeBuilder {
    /** A line whose block, if it has one, has not begun. */
    private record Header(List<Word> words, String raw) {
        Statement statement(Optional<List<Statement>> block) {
            return new Statement(words, raw, block);
        }

        Word keyword() {
            return words.get(0);
        }
    }

    /** An open block. A brace that no line precedes has no header, and its lines count as those of the block around it. */
    private static final class Block {
        final @Nullable Header header;
        final Place brace;
        final List<Statement> statements;

        Block(@Nullable Header header, Place brace, List<Statement> statements) {
            this.header = header;
            this.brace = brace;
            this.statements = statements;
        }
    }

    private final Set<String> blockKeywords;
    private final int deepest;
    private final Report report;
    private final LineListener listener;
    private final Deque<Block> open = new ArrayDeque<>();
    private final List<Statement> outermost = new ArrayList<>();
    private List<Statement> statements = outermost;
    private @Nullable Header last;
    private int tooDeep;

    TreeBuilder(Set<String> blockKeywords, int deepest, Report report, LineListener listener) {
        this.blockKeywords = blockKeywords;
        this.deepest = deepest;
        this.report = report;
        this.listener = listener;
    }

    void line(List<Word> words, String raw) {
        Header before = last;
        if (tooDeep == 0
                && before != null
                && blockKeywords.contains(before.keyword().text())
                && !inCheck()) {
            report.add(Diagnostic.of(
                            before.keyword().place(),
                            Severity.ERROR,
                            "missing '{': the lines after '" + before.keyword().text() + "' are read as its block")
                    .hint("write '{' at the end of this line"));
            listener.unbraced(before.keyword().place());
            begin(before.keyword().place());
        }
        listener.line(words);
        if (tooDeep > 0) {
            return;
        }
        settle();
        last = new Header(words, raw);
    }

    /** In a check the words are those of its type, whatever they mean elsewhere: FILE_CHECK's track_file is a name. */
    private boolean inCheck() {
        for (Block block : open) {
            if (block.header != null) {
                String keyword = block.header.keyword().text();
                if (keyword.endsWith("_CHECK") || keyword.endsWith("_GET")) {
                    return true;
                }
            }
        }
        return false;
    }

    void open(Place brace) {
        listener.open(brace);
        begin(brace);
    }

    private void begin(Place brace) {
        if (tooDeep > 0 || open.size() >= deepest) {
            if (tooDeep++ == 0) {
                report.error(brace, "blocks are nested more than " + deepest + " deep: this one is ignored");
            }
            return;
        }
        Header header = last;
        last = null;
        if (header == null) {
            report.error(brace, "unexpected '{': no line before it can have a block, so it is ignored");
            open.push(new Block(null, brace, statements));
        } else {
            open.push(new Block(header, brace, statements));
            statements = new ArrayList<>();
        }
    }

    void close(Place brace) {
        listener.close(brace);
        if (tooDeep > 0) {
            tooDeep--;
        } else if (open.isEmpty()) {
            settle();
            report.error(brace, "extra '}': no block is open here");
        } else {
            closeInnermost();
        }
    }

    /** The keyword of the block that the next line stands in, when that is at this depth; empty otherwise. */
    String enclosing(int depth) {
        Block block = open.peek();
        return block == null || block.header == null || open.size() != depth || tooDeep > 0
                ? ""
                : block.header.keyword().text();
    }

    List<Statement> finish() {
        for (Block block : open) {
            String name = block.header == null ? "" : " of '" + block.header.raw() + "'";
            report.error(block.brace, "missing '}': the block" + name + " that begins here is not closed");
        }
        while (!open.isEmpty()) {
            closeInnermost();
        }
        settle();
        return outermost;
    }

    private void closeInnermost() {
        settle();
        Block block = open.remove();
        if (block.header != null) {
            Statement statement = block.header.statement(Optional.of(statements));
            statements = block.statements;
            statements.add(statement);
        }
    }

    /** The last line has no block. */
    private void settle() {
        if (last != null) {
            statements.add(last.statement(Optional.empty()));
            last = null;
        }
    }
}
