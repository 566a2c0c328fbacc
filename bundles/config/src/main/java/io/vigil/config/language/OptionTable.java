package io.vigil.config.language;

import io.vigil.api.Place;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A keyword table from a type's declared options. */
final class OptionTable {
    private OptionTable() {}

    /** The table of a checker type. */
    static Block of(String name, List<Option> options, Block... more) {
        return of(KeywordStates.CHECKS + name, name, options, more);
    }

    private static Block of(String path, String name, List<Option> options, Block... more) {
        List<Keyword> rows = new ArrayList<>();
        for (Block block : more) {
            rows.addAll(block.rows());
        }
        for (Option option : options) {
            rows.add(row(path, option));
        }
        if (name.endsWith("_GET")) {
            rows.add(Keyword.integer("nb_get_retry", 0, Integer.MAX_VALUE, "Old spelling of retry")
                    .old("retry"));
        }
        return Block.of(name, rows);
    }

    private static Keyword row(String path, Option option) {
        Set<Keyword.Trait> traits = EnumSet.noneOf(Keyword.Trait.class);
        if (option.repeatable()) {
            traits.add(Keyword.Trait.REPEATED);
        }
        if (option.required()) {
            traits.add(Keyword.Trait.REQUIRED);
        }
        if (option.type() == OptionType.BOOLEAN || option.type() == OptionType.HEX) {
            traits.add(Keyword.Trait.OPTIONAL_VALUE);
        }
        if (option.type() == OptionType.CHOICE) {
            traits.add(Keyword.Trait.ANY_CASE);
        }
        if (KeywordStates.isParsedOnly(path, option.keyword())) {
            traits.add(Keyword.Trait.NOT_ACTED_ON);
        }
        return new Keyword(
                option.keyword(),
                type(option.type()),
                option.help(),
                new Keyword.Range(option.min(), option.max()),
                option.defaultValue(),
                option.choices(),
                option.keyword(),
                nested(path, option),
                traits);
    }

    private static ValueType type(OptionType type) {
        return type == OptionType.TARGET ? ValueType.BLOCK : ValueType.valueOf(type.name());
    }

    private static Optional<Block> nested(String path, Option option) {
        if (option.type() == OptionType.TARGET) {
            return Optional.of(Block.of(option.keyword(), CheckKeywords.BLOCK.rows()));
        }
        return option.block().isEmpty()
                ? Optional.empty()
                : Optional.of(of(path + "/" + option.keyword(), option.keyword(), option.block()));
    }

    /** A declared default as a value; empty without one. */
    static Optional<Options.Value> fallback(Option option) {
        return option.defaultValue()
                .flatMap(text -> typed(option, text))
                .map(value -> new Options.Value(value, Place.NOWHERE));
    }

    private static Optional<Object> typed(Option option, String text) {
        return switch (option.type()) {
            case FLAG, BOOLEAN -> BlockReader.switchWord(text).map(v -> (Object) v);
            case INTEGER ->
                Numbers.whole(text).isPresent()
                        ? Optional.of(Numbers.whole(text).getAsLong())
                        : Optional.empty();
            case SECONDS -> Numbers.seconds(text).map(v -> (Object) v);
            case ADDRESS -> NumericAddress.parse(text).map(v -> (Object) v);
            case TEXT, CHOICE, PATTERN, HEX -> Optional.of(text);
            case WORDS -> Optional.of(List.of(text.split(" ")));
            case TRACK_FILE, SCRIPT, BLOCK, TARGET -> Optional.empty();
        };
    }
}
