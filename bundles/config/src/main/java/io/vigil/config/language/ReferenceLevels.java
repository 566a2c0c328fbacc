package io.vigil.config.language;

import io.vigil.api.Place;
import io.vigil.api.Statement.Word;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.config.syntax.LineListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows which block the reference believes each line to stand in, beside the one in which it stands here.
 *
 * <p>The two part at a block that is unknown: it is skipped here, while the reference ignores only its opening brace, reads its
 * lines as lines of the block around it, and lets its closing brace end that block. Whatever the reference would then no longer
 * read where it was written gets a note, so that nobody who comes from there is surprised by a line that begins, or ceases, to act.
 */
public final class ReferenceLevels implements LineListener {
    /** Lines that are entries of a list. */
    private static final Block ENTRIES = Block.of("entries");
    /** Lines that are skipped with their block. */
    private static final Block SKIPPED = Block.of("skipped");
    /** Lines of a check whose type is not installed. */
    private static final Block UNSEEN = Block.of("check");

    private static final int DEEPEST = 64;

    private final Findings findings;
    private final Function<String, Optional<CheckerDescription>> checkers;
    private final Map<String, Block> tables = new HashMap<>();
    private final Deque<Block> ours = new ArrayDeque<>();
    private final Deque<Block> theirs = new ArrayDeque<>();
    private @Nullable Word last;
    private @Nullable Block ourNext;
    private @Nullable Block theirNext;
    private String parting = "";
    private boolean apart;

    /**
     * Begins at the outermost level.
     *
     * @param findings where notes go
     * @param checkers what an installed checker type declares
     */
    public ReferenceLevels(Findings findings, Function<String, Optional<CheckerDescription>> checkers) {
        this.findings = findings;
        this.checkers = checkers;
        ours.push(RootKeywords.BLOCK);
        theirs.push(RootKeywords.BLOCK);
    }

    @Override
    public void line(List<Word> words) {
        Word word = words.get(0);
        boolean oursKnown = known(ours.element(), word.text());
        boolean theirsKnown = known(theirs.element(), word.text());
        ourNext = next(ours.element(), word.text());
        theirNext = next(theirs.element(), word.text());
        last = word;
        if (!apart) {
            return;
        }
        boolean skipped = ours.element() == SKIPPED;
        if (skipped && theirsKnown) {
            findings.note(
                    word.place(),
                    "skipped with the block of " + parting + "; keepalived takes it as a line of "
                            + name(theirs.element()));
        } else if (skipped) {
            findings.note(word.place(), "skipped with the block of " + parting);
        } else if (oursKnown && !theirsKnown) {
            findings.note(word.place(), "keepalived complains of this line: it loses its place at " + parting);
        }
    }

    @Override
    public void open(Place brace) {
        Word before = last;
        boolean alone = before == null || before.place().line() != brace.line();
        if (apart && alone && theirNext == null) {
            findings.note(brace, "keepalived ignores this brace: it loses its place at " + parting);
        }
        begin(brace, theirNext);
    }

    @Override
    public void close(Place brace) {
        forget();
        if (apart && theirs.size() == 1) {
            findings.note(brace, "keepalived has no block left that this ends: it loses its place at " + parting);
        } else if (apart && ours.element() == SKIPPED && theirs.element() != ENTRIES) {
            findings.note(brace, "keepalived ends its " + name(theirs.element()) + " here");
        }
        pop(ours);
        pop(theirs);
        compare();
    }

    /** Such a block begins in only some of the reference's processes. */
    @Override
    public void unbraced(Place keyword) {
        begin(keyword, null);
    }

    private void begin(Place brace, @Nullable Block theirLevel) {
        Word before = last;
        boolean together = !apart;
        push(ours, ourNext == null ? SKIPPED : ourNext);
        if (theirLevel != null) {
            push(theirs, theirLevel);
        }
        forget();
        compare();
        if (apart && together) {
            parting = before == null
                    ? "the brace in line " + brace.line()
                    : "'" + before.text() + "' in line " + before.place().line();
        }
    }

    private void forget() {
        last = null;
        ourNext = null;
        theirNext = null;
    }

    private static boolean known(Block level, String keyword) {
        return level == ENTRIES || level == UNSEEN || level.find(keyword) != null || level.takesChecker(keyword);
    }

    /** The level that a brace behind this keyword begins, null when none may follow it. */
    private @Nullable Block next(Block level, String keyword) {
        if (level == UNSEEN) {
            return UNSEEN;
        }
        Keyword row = level.find(keyword);
        if (row == null && level.takesChecker(keyword)) {
            return tables.computeIfAbsent(keyword, this::checker);
        }
        return row == null || !row.opensBlock() ? null : row.nested().orElse(ENTRIES);
    }

    /** The table of a checker type; the lines of one that is not installed are not looked at. */
    private Block checker(String keyword) {
        return checkers.apply(keyword)
                .map(type -> OptionTable.of(keyword, type.options(), CheckKeywords.BLOCK))
                .orElse(UNSEEN);
    }

    private static String name(Block level) {
        return level.name().isEmpty() ? "the outermost level" : level.name();
    }

    private static void push(Deque<Block> levels, Block level) {
        if (levels.size() < DEEPEST) {
            levels.push(level);
        }
    }

    private static void pop(Deque<Block> levels) {
        if (levels.size() > 1) {
            levels.pop();
        }
    }

    private void compare() {
        apart = ours.size() != theirs.size();
        Iterator<Block> other = theirs.iterator();
        for (Block level : ours) {
            apart = apart || level != other.next();
        }
    }
}
