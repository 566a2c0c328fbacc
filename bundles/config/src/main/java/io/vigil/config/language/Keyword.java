package io.vigil.config.language;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of a keyword table.
 *
 * @param name the word that is written
 * @param type what its value looks like
 * @param help one sentence
 * @param range least and greatest value of a number or of seconds
 * @param fallback what holds when it is not written: as it would be written, or in words when it depends on something else
 * @param choices the words of a {@link ValueType#CHOICE}
 * @param meaning the keyword whose meaning it has: itself, unless it is another spelling
 * @param nested the table of a {@link ValueType#BLOCK}
 * @param traits what else there is to know
 */
public record Keyword(
        String name,
        ValueType type,
        String help,
        Range range,
        Optional<String> fallback,
        List<String> choices,
        String meaning,
        Optional<Block> nested,
        Set<Trait> traits) {
    /** Least and greatest value. */
    public record Range(double min, double max) {
        static final Range ANY = new Range(0, Double.MAX_VALUE);

        boolean holds(double value) {
            return value >= min && value <= max;
        }

        /** {@code 1 to 255}, or {@code 1 or more}. */
        @Override
        public String toString() {
            return max == Double.MAX_VALUE ? plain(min) + " or more" : plain(min) + " to " + plain(max);
        }

        private static String plain(double number) {
            return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
    }

    /** What else there is to know of a keyword. */
    public enum Trait {
        /** Its value may be left out. */
        OPTIONAL_VALUE,
        /** A missing value is an error of this line only; for others nothing can be run with it, as in the reference. */
        LENIENT,
        /** It may be written more than once, and each counts. */
        REPEATED,
        /** The first one counts, not the last one. */
        FIRST_WINS,
        /** Its choices may be written in capitals or not. */
        ANY_CASE,
        /** It must be written. */
        REQUIRED,
        /** A spelling that should not be used any more. */
        DEPRECATED,
        /** It is read and checked, and nothing acts on it yet. */
        NOT_ACTED_ON,
        /** Nobody asks for what stands in its block; that is checked all the same. */
        BLOCK_UNUSED
    }

    static Keyword flag(String name, String help) {
        return of(name, ValueType.FLAG, help);
    }

    static Keyword bool(String name, String help) {
        return of(name, ValueType.BOOLEAN, help).with(Trait.OPTIONAL_VALUE);
    }

    static Keyword integer(String name, long min, long max, String help) {
        return ranged(name, ValueType.INTEGER, new Range((double) min, (double) max), help);
    }

    static Keyword seconds(String name, double min, double max, String help) {
        return ranged(name, ValueType.SECONDS, new Range(min, max), help);
    }

    static Keyword text(String name, String help) {
        return of(name, ValueType.TEXT, help);
    }

    static Keyword words(String name, String help) {
        return of(name, ValueType.WORDS, help);
    }

    static Keyword choice(String name, String help, String... choices) {
        return full(name, ValueType.CHOICE, help, Range.ANY, List.of(choices), Optional.empty(), Set.of());
    }

    static Keyword address(String name, String help) {
        return of(name, ValueType.ADDRESS, help);
    }

    static Keyword iface(String name, String help) {
        return of(name, ValueType.INTERFACE, help);
    }

    static Keyword path(String name, String help) {
        return of(name, ValueType.PATH, help);
    }

    static Keyword pattern(String name, String help) {
        return of(name, ValueType.PATTERN, help);
    }

    static Keyword script(String name, String help) {
        return of(name, ValueType.SCRIPT, help);
    }

    static Keyword identity(String name, String help) {
        return of(name, ValueType.IDENTITY, help);
    }

    static Keyword entries(String name, String help) {
        return of(name, ValueType.ENTRIES, help).repeated();
    }

    static Keyword list(String name, String help) {
        return of(name, ValueType.LIST, help).repeated();
    }

    static Keyword form(String name, String help) {
        return of(name, ValueType.FORM, help);
    }

    static Keyword block(String name, String help, Block nested) {
        return full(name, ValueType.BLOCK, help, Range.ANY, List.of(), Optional.of(nested), Set.of(Trait.REPEATED));
    }

    static Keyword ranged(String name, ValueType type, Range range, String help) {
        return full(name, type, help, range, List.of(), Optional.empty(), Set.of());
    }

    private static Keyword of(String name, ValueType type, String help) {
        return full(name, type, help, Range.ANY, List.of(), Optional.empty(), Set.of());
    }

    private static Keyword full(
            String name,
            ValueType type,
            String help,
            Range range,
            List<String> choices,
            Optional<Block> nested,
            Set<Trait> traits) {
        return new Keyword(name, type, help, range, Optional.empty(), choices, name, nested, traits);
    }

    /** The same with a default. */
    Keyword or(String value) {
        return new Keyword(name, type, help, range, Optional.of(value), choices, meaning, nested, traits);
    }

    /** The same as an old spelling of another keyword; using it is worth a warning. */
    Keyword old(String other) {
        return alias(other).with(Trait.DEPRECATED);
    }

    /** The same as another spelling of another keyword. */
    Keyword alias(String other) {
        return new Keyword(name, type, help, range, fallback, choices, other, nested, traits);
    }

    Keyword optional() {
        return with(Trait.OPTIONAL_VALUE);
    }

    Keyword lenient() {
        return with(Trait.LENIENT);
    }

    Keyword repeated() {
        return with(Trait.REPEATED);
    }

    Keyword first() {
        return with(Trait.FIRST_WINS);
    }

    Keyword required() {
        return with(Trait.REQUIRED);
    }

    Keyword later() {
        return with(Trait.NOT_ACTED_ON);
    }

    Keyword unused() {
        return with(Trait.BLOCK_UNUSED);
    }

    /** The same with one more trait. */
    Keyword with(Trait trait) {
        EnumSet<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Keyword(name, type, help, range, fallback, choices, meaning, nested, more);
    }

    /** Whether it has a trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether braces follow it. */
    public boolean opensBlock() {
        return type == ValueType.BLOCK || type == ValueType.ENTRIES || type == ValueType.LIST;
    }
}
