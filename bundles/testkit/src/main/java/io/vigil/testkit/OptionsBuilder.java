package io.vigil.testkit;

import io.vigil.api.Place;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.Options;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checker's block written in Java, with the defaults of its declaration: each value stands on a line of its own. */
public final class OptionsBuilder {
    private final List<Option> declared;
    private final Map<String, List<Options.Value>> values = new LinkedHashMap<>();
    private int line = 1;

    private OptionsBuilder(List<Option> declared) {
        this.declared = declared;
    }

    /** An empty block of this type. */
    public static OptionsBuilder of(CheckerDescription description) {
        return new OptionsBuilder(description.options());
    }

    /** An empty nested block. */
    public static OptionsBuilder of(CheckerDescription description, String block) {
        return new OptionsBuilder(find(description.options(), block).block());
    }

    /** Writes an option with a value of the type that {@link Options.Value} names for it. */
    public OptionsBuilder with(String keyword, Object value) {
        find(declared, keyword);
        line++;
        values.computeIfAbsent(keyword, k -> new ArrayList<>())
                .add(new Options.Value(value, new Place("test.conf", line, 1)));
        return this;
    }

    /** Writes a flag, or a boolean that is on. */
    public OptionsBuilder with(String keyword) {
        return with(keyword, true);
    }

    /** The block. */
    public Options build() {
        Map<String, List<Options.Value>> all = new LinkedHashMap<>(values);
        for (Option option : declared) {
            option.defaultValue()
                    .ifPresent(text -> all.computeIfAbsent(
                            option.keyword(), k -> List.of(new Options.Value(parse(option, text), Place.NOWHERE))));
        }
        return new Options(all, new Place("test.conf", 1, 1));
    }

    private static Option find(List<Option> options, String keyword) {
        return options.stream()
                .filter(option -> option.keyword().equals(keyword))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no option " + keyword + " is declared"));
    }

    private static Object parse(Option option, String text) {
        return switch (option.type()) {
            case FLAG, BOOLEAN -> List.of("on", "true", "yes").contains(text);
            case INTEGER -> Long.valueOf(text);
            case SECONDS ->
                Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
            case WORDS -> List.of(text.split(" "));
            case TEXT, CHOICE, PATTERN, HEX -> text;
            case ADDRESS, TRACK_FILE, SCRIPT, BLOCK, TARGET ->
                throw new IllegalArgumentException(option.keyword() + " cannot have a default here");
        };
    }
}
