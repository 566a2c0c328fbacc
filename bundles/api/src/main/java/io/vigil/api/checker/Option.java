package io.vigil.api.checker;

import java.util.List;
import java.util.Optional;

/**
 * One option of a checker: declared once, used for parsing, config test, completion, console forms and documentation.
 *
 * @param keyword the word in the block
 * @param type what its value looks like
 * @param help one sentence
 * @param defaultValue the value when it is not written, as it would be written
 * @param min least value of a number or of seconds
 * @param max greatest value
 * @param repeatable whether it may be written more than once
 * @param required whether it must be written
 * @param choices the words of a {@link OptionType#CHOICE}
 * @param block the options of a {@link OptionType#BLOCK}
 */
public record Option(
        String keyword,
        OptionType type,
        String help,
        Optional<String> defaultValue,
        double min,
        double max,
        boolean repeatable,
        boolean required,
        List<String> choices,
        List<Option> block) {
    public Option {
        choices = List.copyOf(choices);
        block = List.copyOf(block);
    }

    /** An option of any type but number, choice and block. */
    public static Option of(String keyword, OptionType type, String help) {
        return new Option(
                keyword, type, help, Optional.empty(), 0, Double.MAX_VALUE, false, false, List.of(), List.of());
    }

    /** A whole number within a range. */
    public static Option integer(String keyword, long min, long max, String help) {
        return of(keyword, OptionType.INTEGER, help).range((double) min, (double) max);
    }

    /** Seconds within a range. */
    public static Option seconds(String keyword, double min, double max, String help) {
        return of(keyword, OptionType.SECONDS, help).range(min, max);
    }

    /** One of some words. */
    public static Option choice(String keyword, List<String> choices, String help) {
        return new Option(
                keyword,
                OptionType.CHOICE,
                help,
                Optional.empty(),
                0,
                Double.MAX_VALUE,
                false,
                false,
                choices,
                List.of());
    }

    /** A nested block that may be written more than once. */
    public static Option block(String keyword, String help, List<Option> options) {
        return new Option(
                keyword,
                OptionType.BLOCK,
                help,
                Optional.empty(),
                0,
                Double.MAX_VALUE,
                true,
                false,
                List.of(),
                options);
    }

    /** The same with a default, as it would be written. */
    public Option byDefault(String value) {
        return new Option(keyword, type, help, Optional.of(value), min, max, repeatable, required, choices, block);
    }

    /** The same, and it must be written. */
    public Option mandatory() {
        return new Option(keyword, type, help, defaultValue, min, max, repeatable, true, choices, block);
    }

    /** The same, and it may be written several times. */
    public Option repeated() {
        return new Option(keyword, type, help, defaultValue, min, max, true, required, choices, block);
    }

    private Option range(double least, double greatest) {
        return new Option(keyword, type, help, defaultValue, least, greatest, repeatable, required, choices, block);
    }
}
