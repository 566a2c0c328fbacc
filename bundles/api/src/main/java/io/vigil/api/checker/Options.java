package io.vigil.api.checker;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.failover.TrackFile;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options of a block, parsed to the types they were declared with, defaults filled in. Immutable.
 *
 * <p>Asking for an option by another type than its declared one, or for one never declared, is a bug in the checker and throws
 * {@link IllegalArgumentException}.
 */
public final class Options {
    /**
     * One value and where it was written.
     *
     * @param value Boolean, Long, Duration, String, List of String, InetAddress, Script, TrackFile or Options
     * @param place where; {@link Place#NOWHERE} for a default
     */
    public record Value(Object value, Place place) {}

    private final Map<String, List<Value>> values;
    private final Place place;
    /** What was asked for, without places: two blocks that ask for the same are equal wherever they stand. */
    private final Map<String, List<Object>> plain;

    private final int hash;

    /** Options from their values, each keyword with its values in the order of the file. */
    public Options(Map<String, List<Value>> values, Place place) {
        this.values = Map.copyOf(values);
        this.place = place;
        this.plain = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        e -> e.getValue().stream().map(Value::value).toList()));
        this.hash = plain.hashCode();
    }

    /** Where the block begins. */
    public Place place() {
        return place;
    }

    /** Where an option stands, or the block when it was not written. */
    public Place place(String keyword) {
        List<Value> written = values.getOrDefault(keyword, List.of());
        return written.isEmpty() ? place : written.get(written.size() - 1).place();
    }

    /** Whether a flag or boolean is on. */
    public boolean flag(String keyword) {
        return last(keyword, Boolean.class).orElse(false);
    }

    /** A whole number. */
    public Optional<Long> integer(String keyword) {
        return last(keyword, Long.class);
    }

    /** A time. */
    public Optional<Duration> duration(String keyword) {
        return last(keyword, Duration.class);
    }

    /** A text, word, choice or pattern. */
    public Optional<String> text(String keyword) {
        return last(keyword, String.class);
    }

    /** Every text that was given for a repeatable option. */
    public List<String> texts(String keyword) {
        return all(keyword, String.class);
    }

    /** The words of the line. */
    @SuppressWarnings("unchecked")
    public List<String> words(String keyword) {
        return last(keyword, List.class).orElse(List.of());
    }

    /** An address. */
    public Optional<InetAddress> address(String keyword) {
        return last(keyword, InetAddress.class);
    }

    /** A program. */
    public Optional<Script> script(String keyword) {
        return last(keyword, Script.class);
    }

    /** A tracked file. */
    public Optional<TrackFile> trackFile(String keyword) {
        return last(keyword, TrackFile.class);
    }

    /** The nested blocks of that name. */
    public List<Options> blocks(String keyword) {
        return all(keyword, Options.class);
    }

    private <T> Optional<T> last(String keyword, Class<T> type) {
        List<T> written = all(keyword, type);
        return written.isEmpty() ? Optional.empty() : Optional.of(written.get(written.size() - 1));
    }

    private <T> List<T> all(String keyword, Class<T> type) {
        return values.getOrDefault(keyword, List.of()).stream()
                .map(v -> {
                    if (!type.isInstance(v.value())) {
                        throw new IllegalArgumentException("option " + keyword + " is a "
                                + v.value().getClass().getSimpleName() + ", asked for as "
                                + type.getSimpleName());
                    }
                    return type.cast(v.value());
                })
                .toList();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Options other && hash == other.hash && plain.equals(other.plain);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The values by their keywords; what is secret by its keyword is not shown. */
    @Override
    public String toString() {
        Map<String, Object> shown = new TreeMap<>(plain);
        shown.replaceAll((keyword, value) -> Secret.named(keyword) ? "[***]" : value);
        return shown.toString();
    }
}
