package io.vigil.config.checkers;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A checker's declaration as text, one line each for the type, its options, and the options of nested blocks below theirs, the
 * fields separated by tabs:
 *
 * <pre>
 * vigil-checker  1
 * checker  KEYWORD  RETRIES  DELAY-BEFORE-RETRY  HELP  HABITS
 * option   DEPTH  KEYWORD  TYPE  FLAGS  MIN  MAX  DEFAULT  CHOICES  HELP
 * </pre>
 *
 * <p>FLAGS are {@code d} (there is a default), {@code r} (repeatable) and {@code m} (mandatory), or {@code -}; CHOICES are separated
 * and HABITS by commas, and HABITS are left out with the tab before them when there are none; DELAY-BEFORE-RETRY is a number of nanoseconds. Within a field backslash, tab, line feed, carriage return and comma are
 * written {@code \\ \t \n \r \c}. Lines of other kinds are skipped, so that later versions may add some.
 */
public final class CheckerDescriptionCodec {
    private static final String HEADER = "vigil-checker\t1";
    private static final int DEEPEST = 16;
    private static final int HABITS = 5;
    private static final String SEPARATOR = ",";

    private CheckerDescriptionCodec() {}

    /** A text that is no declaration. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** The declaration as text. */
    public static String write(CheckerDescription description) {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        List<String> head = new ArrayList<>(List.of(
                "checker",
                description.keyword(),
                Integer.toString(description.retries()),
                Long.toString(description.delayBeforeRetry().toNanos()),
                description.help()));
        if (!description.habits().isEmpty()) {
            head.add(description.habits().stream().map(Habit::name).sorted().collect(Collectors.joining(SEPARATOR)));
        }
        line(out, head.toArray(String[]::new));
        writeOptions(description.options(), 0, out);
        return out.toString();
    }

    private static void writeOptions(List<Option> options, int depth, StringBuilder out) {
        for (Option option : options) {
            String flags = (option.defaultValue().isPresent() ? "d" : "")
                    + (option.repeatable() ? "r" : "")
                    + (option.required() ? "m" : "");
            line(
                    out,
                    "option",
                    Integer.toString(depth),
                    option.keyword(),
                    option.type().name(),
                    flags.isEmpty() ? "-" : flags,
                    Double.toString(option.min()),
                    Double.toString(option.max()),
                    option.defaultValue().orElse(""),
                    new Fields(option.choices()).joined(),
                    option.help());
            writeOptions(option.block(), depth + 1, out);
        }
    }

    private static void line(StringBuilder out, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : "\t").append(i == 8 || habits(fields, i) ? fields[i] : Fields.escape(fields[i]));
        }
        out.append('\n');
    }

    private static boolean habits(String[] fields, int index) {
        return index == HABITS && fields[0].equals("checker");
    }

    private static Set<Habit> habits(String field) {
        return Arrays.stream(field.split(SEPARATOR, -1)).map(Habit::valueOf).collect(Collectors.toSet());
    }

    /** The declaration that a text is. */
    public static CheckerDescription read(String text) throws UnreadableException {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(HEADER)) {
            throw new UnreadableException("the first line is not '" + HEADER.replace('\t', ' ') + "'");
        }
        List<String[]> options = new ArrayList<>();
        String[] head = new String[0];
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("checker") && fields.length >= 5) {
                head = fields;
            } else if (fields[0].equals("option") && fields.length >= 10) {
                options.add(fields);
            }
        }
        if (head.length == 0) {
            throw new UnreadableException("there is no line 'checker'");
        }
        try {
            Reader reader = new Reader(options);
            List<Option> read = reader.read(0);
            if (reader.next < options.size()) {
                throw new UnreadableException("option " + options.get(reader.next)[2] + " is nested in nothing");
            }
            return new CheckerDescription(
                    Fields.unescape(head[1]),
                    Fields.unescape(head[4]),
                    read,
                    Integer.parseInt(head[2]),
                    Duration.ofNanos(Long.parseLong(head[3])),
                    head.length > HABITS ? habits(head[HABITS]) : Set.of());
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("a field cannot be read: " + e.getMessage());
        }
    }

    private static final class Reader {
        private final List<String[]> lines;
        private int next;

        Reader(List<String[]> lines) {
            this.lines = lines;
        }

        List<Option> read(int depth) throws UnreadableException {
            if (depth > DEEPEST) {
                throw new UnreadableException("blocks are nested deeper than " + DEEPEST);
            }
            List<Option> options = new ArrayList<>();
            while (next < lines.size() && Integer.parseInt(lines.get(next)[1]) == depth) {
                String[] fields = lines.get(next++);
                List<Option> block = read(depth + 1);
                options.add(new Option(
                        Fields.unescape(fields[2]),
                        OptionType.valueOf(fields[3]),
                        Fields.unescape(fields[9]),
                        fields[4].contains("d") ? Optional.of(Fields.unescape(fields[7])) : Optional.empty(),
                        Double.parseDouble(fields[5]),
                        Double.parseDouble(fields[6]),
                        fields[4].contains("r"),
                        fields[4].contains("m"),
                        Fields.split(fields[8]),
                        block));
            }
            return options;
        }
    }

    /** Texts in one field. */
    private record Fields(List<String> texts) {
        String joined() {
            List<String> escaped = new ArrayList<>();
            for (String text : texts) {
                escaped.add(escape(text));
            }
            return String.join(",", escaped);
        }

        static List<String> split(String field) {
            return field.isEmpty()
                    ? List.of()
                    : Arrays.stream(field.split(",", -1)).map(Fields::unescape).toList();
        }

        static String escape(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace(",", "\\c");
        }

        static String unescape(String field) {
            StringBuilder text = new StringBuilder(field.length());
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                if (c != '\\' || i + 1 == field.length()) {
                    text.append(c);
                    continue;
                }
                char escaped = field.charAt(++i);
                text.append(
                        switch (escaped) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'c' -> ',';
                            default -> escaped;
                        });
            }
            return text.toString();
        }
    }
}
