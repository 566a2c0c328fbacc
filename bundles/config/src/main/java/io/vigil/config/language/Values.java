package io.vigil.config.language;

import io.vigil.api.Place;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The values of one block, typed by its table. What could not be read has been reported and is not here, so that the default
 * holds. Asking for a keyword by another type than the table's is a bug and throws {@link ClassCastException}.
 */
public final class Values {
    /**
     * One line that could be read.
     *
     * @param keyword its row
     * @param value Boolean, Long, Duration, String, InetAddress, or the statement itself for what the table cannot type
     * @param at the line
     */
    public record Entry(Keyword keyword, Object value, Statement at) {}

    private final Block block;
    private final Place place;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> byKeyword = new HashMap<>();

    Values(Block block, Place place) {
        this.block = block;
        this.place = place;
    }

    void add(Entry entry) {
        entries.add(entry);
        byKeyword
                .computeIfAbsent(entry.keyword().meaning(), k -> new ArrayList<>(2))
                .add(entry);
    }

    /** Where the block begins. */
    public Place place() {
        return place;
    }

    /** Every line in the order of the file. */
    public List<Entry> entries() {
        return entries;
    }

    /** Every line of one keyword. */
    public List<Entry> all(String keyword) {
        return byKeyword.getOrDefault(keyword, List.of());
    }

    /** The line of a keyword that counts: the last, or the first where the table says so. */
    public @Nullable Entry find(String keyword) {
        List<Entry> written = all(keyword);
        if (written.isEmpty()) {
            return null;
        }
        return written.get(written.get(0).keyword().is(Keyword.Trait.FIRST_WINS) ? 0 : written.size() - 1);
    }

    /** Whether a keyword was written with a value that can be used. */
    public boolean has(String keyword) {
        return byKeyword.containsKey(keyword);
    }

    /** Where a keyword's value stands, or the block when it was not written. */
    public Place place(String keyword) {
        Entry entry = find(keyword);
        if (entry == null) {
            return place;
        }
        List<Word> words = entry.at().words();
        return words.get(Math.min(1, words.size() - 1)).place();
    }

    /** A flag or boolean; empty when it was not written. */
    public Optional<Boolean> bool(String keyword) {
        Entry entry = find(keyword);
        return entry == null ? Optional.empty() : Optional.of((Boolean) entry.value());
    }

    /** A flag or boolean that is off by default. */
    public boolean flag(String keyword) {
        return bool(keyword).orElse(false);
    }

    /** A whole number; empty when it was not written. */
    public OptionalLong integer(String keyword) {
        Entry entry = find(keyword);
        return entry == null ? OptionalLong.empty() : OptionalLong.of((Long) entry.value());
    }

    /** A whole number, or the table's default. */
    public int number(String keyword) {
        return (int) integer(keyword)
                .orElseGet(() -> Numbers.whole(fallback(keyword)).orElseThrow());
    }

    /** A time; empty when it was not written. */
    public Optional<Duration> seconds(String keyword) {
        Entry entry = find(keyword);
        return entry == null ? Optional.empty() : Optional.of((Duration) entry.value());
    }

    /** A time, or the table's default. */
    public Duration time(String keyword) {
        return seconds(keyword)
                .orElseGet(() -> Numbers.seconds(fallback(keyword)).orElseThrow());
    }

    /** A text, choice, path, interface or pattern; empty when it was not written. */
    public Optional<String> text(String keyword) {
        Entry entry = find(keyword);
        return entry == null ? Optional.empty() : Optional.of((String) entry.value());
    }

    /** An address; empty when it was not written. */
    public Optional<InetAddress> address(String keyword) {
        Entry entry = find(keyword);
        return entry == null ? Optional.empty() : Optional.of((InetAddress) entry.value());
    }

    /** The line of a keyword; empty when it was not written. */
    public Optional<Statement> line(String keyword) {
        return Optional.ofNullable(find(keyword)).map(Entry::at);
    }

    /** The lines inside every block of that keyword. */
    public List<Statement> lines(String keyword) {
        List<Entry> written = all(keyword);
        if (written.size() == 1) {
            return written.get(0).at().children();
        }
        List<Statement> lines = new ArrayList<>();
        for (Entry entry : written) {
            lines.addAll(entry.at().children());
        }
        return lines;
    }

    /** Every word inside every block of that keyword. */
    public List<Word> words(String keyword) {
        List<Word> words = new ArrayList<>();
        for (Statement line : lines(keyword)) {
            words.addAll(line.words());
        }
        return words;
    }

    private String fallback(String keyword) {
        Keyword row = block.find(keyword);
        return row == null ? "" : row.fallback().orElse("");
    }
}
