package io.vigil.config.language;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.language.Keyword.Trait;
import io.vigil.config.syntax.ScriptWords;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a block by its table: finds each keyword's row, checks type and range, reports what cannot be used. */
public final class BlockReader {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-FxX]*");

    private final Findings findings;
    /** Keywords that nothing acts on and that have been told, each once. */
    private final Set<String> notActedOn = new HashSet<>();
    /** What unknown keywords may have meant, by block and keyword. */
    private final Map<String, Optional<String>> meant = new HashMap<>();

    /** A reader that reports to {@code findings}. */
    public BlockReader(Findings findings) {
        this.findings = findings;
    }

    /** The values of the block that a statement opens. */
    public Values read(Statement statement, Block block) {
        return read(statement.children(), statement.place(), block);
    }

    /** The values of some lines. */
    public Values read(List<Statement> lines, Place place, Block block) {
        Values values = new Values(block, place);
        for (Statement line : lines) {
            Keyword row = row(line, block);
            if (row != null) {
                Object value = value(line, row);
                if (value != null) {
                    warnOfSecond(values, row, line);
                    values.add(new Values.Entry(row, value, line));
                }
            }
        }
        return values;
    }

    private void warnOfSecond(Values values, Keyword row, Statement line) {
        if (row.is(Trait.FIRST_WINS) && values.has(row.meaning())) {
            findings.warning(line.place(), "'" + line.keyword() + "' stands above already, and the first one counts");
        }
    }

    private @Nullable Keyword row(Statement line, Block block) {
        String keyword = line.keyword();
        Keyword row = block.find(keyword);
        if (row == null && block.takesChecker(keyword)) {
            return Keyword.block(keyword, "", Block.of(keyword)).alias(Block.CHECKER);
        }
        if (row == null) {
            findings.add(line.place(), Severity.WARNING, () -> unknown(line, block));
            return null;
        }
        if (row.is(Trait.DEPRECATED)) {
            findings.add(Diagnostic.of(
                            line.place(),
                            Severity.WARNING,
                            "'" + keyword + "' is an old spelling, taken as '" + row.meaning() + "'")
                    .hint("write " + row.meaning()));
        }
        if (row.is(Trait.NOT_ACTED_ON) && notActedOn.add(block.name() + "/" + keyword)) {
            findings.note(line.place(), "'" + keyword + "' is accepted, but nothing acts on it yet");
        }
        if (row.opensBlock() && line.block().isEmpty()) {
            findings.error(line.place(), "'" + keyword + "' needs a block in braces; the line is ignored");
            return null;
        }
        if (!row.opensBlock() && line.block().isPresent()) {
            findings.warning(line.place(), "'" + keyword + "' takes no block; what stands in its braces is ignored");
        }
        return row;
    }

    private Diagnostic unknown(Statement line, Block block) {
        String where = block.name().isEmpty() ? "" : " in " + block.name();
        String what = line.block().isPresent() ? "it is skipped with its block" : "the line is ignored";
        Diagnostic diagnostic = Diagnostic.of(
                line.place(), Severity.WARNING, "unknown keyword '" + line.keyword() + "'" + where + "; " + what);
        return meant.computeIfAbsent(block.name() + "/" + line.keyword(), key -> nearest(line.keyword(), block))
                .map(near -> diagnostic.hint("did you mean " + near + "?"))
                .orElse(diagnostic);
    }

    private static Optional<String> nearest(String keyword, Block block) {
        return Spelling.nearest(
                keyword, block.rows().stream().map(Keyword::name).toList());
    }

    private @Nullable Object value(Statement line, Keyword row) {
        List<Word> arguments = line.arguments();
        if (row.opensBlock()) {
            warnOfName(line, row);
            if (row.is(Trait.BLOCK_UNUSED)) {
                row.nested().ifPresent(nested -> read(line, nested));
            }
            return line;
        }
        if (row.type() == ValueType.FLAG) {
            return true;
        }
        if (arguments.isEmpty()) {
            return row.is(Trait.OPTIONAL_VALUE) ? absent(line, row) : noValue(line, row);
        }
        Word word = arguments.get(0);
        return switch (row.type()) {
            case BOOLEAN -> bool(word, row);
            case INTEGER -> integer(word, row);
            case SECONDS -> seconds(word, row);
            case CHOICE -> choice(word, row);
            case ADDRESS -> address(word, row);
            case TEXT, INTERFACE, PATH, TRACK_FILE -> word.text();
            case HEX -> hex(arguments, row);
            case PATTERN -> pattern(line);
            default -> line;
        };
    }

    /** A list has no name, but for a group of virtual servers. */
    private void warnOfName(Statement line, Keyword row) {
        boolean list = row.type() == ValueType.ENTRIES || row.type() == ValueType.LIST;
        if (list && !line.arguments().isEmpty() && !row.name().equals("virtual_server_group")) {
            Word word = line.arguments().get(0);
            findings.warning(word, "'" + row.name() + "' takes no name; '" + word.text() + "' is ignored");
        }
    }

    private static Object absent(Statement line, Keyword row) {
        return switch (row.type()) {
            case BOOLEAN -> true;
            case INTEGER ->
                row.fallback().map(Numbers::whole).orElse(OptionalLong.empty()).orElse(0);
            case SECONDS -> Duration.ZERO;
            case WORDS, SCRIPT, IDENTITY -> line;
            default -> "";
        };
    }

    private @Nullable Object noValue(Statement line, Keyword row) {
        String message = "'" + line.keyword() + "' needs a value";
        if (row.is(Trait.LENIENT)) {
            findings.error(line.place(), message + "; the line is ignored");
        } else {
            findings.fatal(line.place(), message + "; the configuration cannot be run without it");
        }
        return null;
    }

    private @Nullable Object bool(Word word, Keyword row) {
        Optional<Boolean> value = switchWord(word.text());
        if (value.isEmpty()) {
            findings.warning(word, "'" + word.text() + "' is neither on, true, yes nor off, false, no; " + kept(row));
            return null;
        }
        return value.get();
    }

    /** What a boolean word says; empty when it is none. */
    public static Optional<Boolean> switchWord(String text) {
        return switch (text) {
            case "on", "true", "yes" -> Optional.of(true);
            case "off", "false", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private @Nullable Object integer(Word word, Keyword row) {
        OptionalLong value = Numbers.whole(word.text());
        if (value.isEmpty()) {
            findings.warning(word, "'" + word.text() + "' is no whole number (" + row.range() + "); " + kept(row));
            return null;
        }
        return inRange((double) value.getAsLong(), word, row) ? value.getAsLong() : null;
    }

    private @Nullable Object seconds(Word word, Keyword row) {
        Optional<Duration> value = Numbers.seconds(word.text());
        if (value.isEmpty()) {
            findings.warning(word, "'" + word.text() + "' is no number of seconds (" + row.range() + "); " + kept(row));
            return null;
        }
        Duration time = value.get();
        return inRange(time.toNanos() / 1e9, word, row) ? time : null;
    }

    private boolean inRange(double value, Word word, Keyword row) {
        if (!row.range().holds(value)) {
            findings.warning(word, row.name() + " " + word.text() + " is outside " + row.range() + "; " + kept(row));
            return false;
        }
        return true;
    }

    private @Nullable Object choice(Word word, Keyword row) {
        for (String choice : row.choices()) {
            if (choice.equals(word.text()) || (row.is(Trait.ANY_CASE) && choice.equalsIgnoreCase(word.text()))) {
                return choice;
            }
        }
        Diagnostic diagnostic = Diagnostic.of(
                word.place(),
                Severity.WARNING,
                "'" + word.text() + "' is not one of " + String.join(", ", row.choices()) + "; " + kept(row));
        findings.add(Spelling.nearest(word.text().toLowerCase(Locale.ROOT), lower(row.choices()))
                .map(near -> diagnostic.hint("did you mean " + original(near, row) + "?"))
                .orElse(diagnostic));
        return null;
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }

    private static String original(String lower, Keyword row) {
        return row.choices().stream()
                .filter(c -> c.equalsIgnoreCase(lower))
                .findFirst()
                .orElse(lower);
    }

    private @Nullable Object address(Word word, Keyword row) {
        Optional<java.net.InetAddress> address = NumericAddress.parse(endpointText(word.text()));
        if (address.isEmpty()) {
            findings.warning(word, "'" + word.text() + "' is no IPv4 or IPv6 address; " + kept(row));
            return null;
        }
        return address.get();
    }

    /** What of a socket address counts: everything before the first {@code -} or {@code /}. */
    public static String endpointText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '-' || text.charAt(i) == '/') {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private @Nullable Object hex(List<Word> words, Keyword row) {
        StringBuilder digits = new StringBuilder();
        for (Word word : words) {
            digits.append(word.text());
        }
        if (digits.length() % 2 != 0 || !HEX.matcher(digits).matches()) {
            findings.warning(
                    words.get(0), "'" + digits + "' is no row of bytes of two hexadecimal digits; " + kept(row));
            return null;
        }
        return digits.toString();
    }

    private Object pattern(Statement line) {
        ScriptWords words = ScriptWords.ofPattern(line);
        words.problem().ifPresent(findings::add);
        return words.words().size() < 2 ? "" : words.words().get(1).text();
    }

    private static String kept(Keyword row) {
        return row.fallback()
                .map(value -> row.meaning() + " stays at its default, " + value)
                .orElse("the line is ignored");
    }
}
