package io.vigil.itests;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.config.help.Phrases;
import io.vigil.config.language.CheckKeywords;
import io.vigil.config.language.Keyword;
import io.vigil.config.language.Keyword.Trait;
import io.vigil.config.language.Language;
import io.vigil.config.language.ValueType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page about the checkers that comes with the distribution, as Markdown, from what they declare. */
final class CheckersPage {
    private static final String HEAD = """
            # Checkers

            Made from what the checkers' bundles declare; a test compares the two.

            A check is a block in a `real_server`; its keyword names the checker type. OWN types come with every director:
            NAMES.
            MORE more are contributed: the distribution carries them, and they are not installed.

            To use a contributed type, install its feature while the director runs, put its block into the `real_server` and reload:

                bin/vigil --base DIR exec 'feature:install vigil-checker-redis'
                bin/vigil --base DIR exec 'vigil:checker-types REDIS_CHECK'     # whether it is ACTIVE, and what it takes
                bin/vigil --base DIR exec vigil:reload

            The block may be there first: while its type is missing it is kept, its server is shown as unchecked, and the check begins
            when the type arrives, without a reload. `bin/vigil -t` knows every type on this page, installed or not, and those of the
            jars in `DIR/deploy`.

            In the tables *a word* may be a text in double quotes. A password or secret is written in the block or, so that the
            configuration does not tell it, in a file of its own, which is read at every run. One that cannot be read breaks the check:
            that is told, and takes no server down.
            """;

    private static final String COMMON = """

            ## What every check takes

            These may stand in the block of any type. Those that may also stand in `real_server` or `virtual_server` hold for all checks
            in there that do not say otherwise.

            """;

    private static final String TABLE = "| Option | Takes | Default | Meaning |\n| --- | --- | --- | --- |\n";

    private static final String PLACE = "virtual_server/real_server/";

    private final StringBuilder text = new StringBuilder();

    /**
     * One type.
     *
     * @param description what it declares
     * @param bundle the symbolic name of the bundle that brings it
     * @param feature the feature that has the bundle
     * @param everywhere whether every director has it
     * @param example a {@code real_server} with such a check
     */
    record Entry(
            CheckerDescription description,
            String bundle,
            String feature,
            boolean everywhere,
            Optional<String> example) {}

    private CheckersPage() {}

    static String text(List<Entry> entries) {
        List<Entry> own = entries.stream().filter(Entry::everywhere).toList();
        List<Entry> contributed = entries.stream().filter(e -> !e.everywhere()).toList();
        CheckersPage page = new CheckersPage();
        String names = own.stream().map(e -> e.description().keyword()).collect(Collectors.joining(", "));
        page.text.append(HEAD.replace("OWN", String.valueOf(own.size()))
                .replace("NAMES", names)
                .replace("MORE", String.valueOf(contributed.size())));
        page.text.append(COMMON);
        page.table("", CheckKeywords.BLOCK.rows());
        page.section("Types that every director has", own);
        page.section("Contributed types", contributed);
        return page.text.toString();
    }

    private void section(String title, List<Entry> entries) {
        text.append("\n## ").append(title).append('\n');
        entries.forEach(this::entry);
    }

    private void entry(Entry entry) {
        CheckerDescription type = entry.description();
        text.append("\n### ").append(type.keyword()).append("\n\n");
        text.append(type.help()).append("\n\n");
        text.append("Feature `").append(entry.feature()).append("`, bundle `").append(entry.bundle());
        text.append("`.").append(pace(type)).append('\n');
        options(type);
        entry.example().ifPresent(block -> text.append("\n```\n").append(block).append("```\n"));
    }

    private void options(CheckerDescription type) {
        String name = PLACE + type.keyword();
        List<Language.Row> own = Language.rows(List.of(type)).stream()
                .filter(row -> row.name().startsWith(name + "/"))
                .filter(row -> !isCommon(row.keyword()))
                .toList();
        if (own.isEmpty()) {
            text.append("\nIt takes what every check takes, and nothing else.\n");
            return;
        }
        text.append('\n').append(TABLE);
        for (Language.Row row : own) {
            option(row.name().substring(name.length() + 1), row.keyword());
        }
    }

    /** Rows are values: a type's own option of the same name is another one. */
    private static boolean isCommon(Keyword keyword) {
        return keyword.equals(CheckKeywords.BLOCK.find(keyword.name()));
    }

    private void table(String prefix, Collection<Keyword> rows) {
        text.append(TABLE);
        rows.forEach(row -> option(prefix + row.name(), row));
    }

    private void option(String name, Keyword keyword) {
        text.append("| `").append(cell(name)).append("` | ");
        text.append(cell(keyword.type() == ValueType.FORM ? "as described" : Phrases.value(keyword)))
                .append(" | ");
        text.append(cell(
                        keyword.is(Trait.REQUIRED)
                                ? "must be written"
                                : keyword.fallback().orElse("")))
                .append(" | ");
        text.append(
                cell(keyword.is(Trait.DEPRECATED) ? "Old spelling of `" + keyword.meaning() + "`" : keyword.help()));
        text.append(keyword.is(Trait.REPEATED) ? " May be written more than once." : "")
                .append(" |\n");
    }

    /** How its runs follow each other, where that is not as in the table of common keywords. */
    private static String pace(CheckerDescription type) {
        StringBuilder words = new StringBuilder();
        if (type.retries() != 1) {
            words.append(" `retry` is ").append(type.retries()).append(" when nothing says otherwise.");
        }
        for (Habit habit : EnumSet.allOf(Habit.class)) {
            words.append(type.habits().contains(habit) ? " " + words(habit) : "");
        }
        boolean own =
                type.delayBeforeRetry().toSeconds() != 1 && !type.habits().contains(Habit.RETRIES_AFTER_DELAY_LOOP);
        return words
                + (own
                        ? " `delay_before_retry` is " + type.delayBeforeRetry().toSeconds()
                                + " when nothing says otherwise."
                        : "");
    }

    private static String words(Habit habit) {
        return switch (habit) {
            case RETRIES_AFTER_DELAY_LOOP -> "`delay_before_retry` is `delay_loop` when nothing says otherwise.";
            case RETRIES_IN_EVERY_ROUND ->
                "Failures are retried in every round, at the first run and while the server is down as well.";
            case COUNTS_FROM_START -> "`delay_loop` counts from the start of a run, not from its end.";
            case INTERVAL_OF_POOL ->
                "Where it speaks of the virtual server's `delay_loop`, the check's own does not count.";
            case BEGINS_AT_ONCE -> "The first run comes at once and its result counts, without `warmup` and `alpha`.";
        };
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }
}
