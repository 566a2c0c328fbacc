package io.vigil.config.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints a file in canonical layout. Formatting twice changes nothing more, and the formatted file means the same: whatever could
 * make a difference stays as it is written (quoted text, lines with definitions or backslashes, lines that are too long).
 */
public final class ConfigFormatter {
    private static final String INDENT = "    ";
    /** The language ignores the beginning of longer lines, so no line may become longer. */
    private static final int LONGEST = 1_022;

    /** A line of the result; a brace in the next line may still join it. */
    private static final class Output {
        final int depth;
        final String code;
        final String comment;

        Output(int depth, String code, String comment) {
            this.depth = depth;
            this.code = code;
            this.comment = comment;
        }

        String text() {
            String plain = code.isEmpty() || comment.isEmpty() ? code + comment : code + "  " + comment;
            String indented = plain.isEmpty() ? "" : INDENT.repeat(depth) + plain;
            return indented.length() > LONGEST ? plain : indented;
        }
    }

    private final List<Output> lines = new ArrayList<>();
    private int depth;
    /** Depth within a definition of several lines; negative outside. */
    private int inner = -1;

    /** The last line, while a brace may join it. */
    private @Nullable Output header;

    private ConfigFormatter() {}

    /**
     * The text in canonical layout.
     *
     * @param text one character for each byte of the file (ISO-8859-1), so that whatever encoding it has survives
     */
    public static String format(String text) {
        ConfigFormatter formatter = new ConfigFormatter();
        for (String line : text.split("\n", -1)) {
            formatter.line(line);
        }
        return formatter.text();
    }

    private void line(String written) {
        int end = written.length();
        while (end > 0 && written.charAt(end - 1) == '\r') {
            end--;
        }
        String line = written.substring(0, end);
        if (line.length() > LONGEST || line.indexOf('\0') >= 0) {
            add(new Output(0, line, ""));
            return;
        }
        WrittenLine parts = WrittenLine.of(line);
        if (inner >= 0) {
            body(parts, line);
        } else if (parts.isBlank() || parts.isComment()) {
            put(new Output(depth, "", parts.comment()), line);
        } else {
            statement(parts, line);
        }
    }

    private void body(WrittenLine parts, String line) {
        String code = parts.whole();
        int change = braces(code);
        int here = Math.max(0, code.startsWith("}") ? inner - 1 : inner);
        put(new Output(depth + 1 + here, code, parts.comment()), line);
        inner = Math.max(0, inner + change);
        if (!parts.goesOn() && !parts.isComment()) {
            inner = -1;
        }
    }

    private void statement(WrittenLine parts, String line) {
        Optional<String> value = parts.definition();
        if (value.isPresent()) {
            put(new Output(depth, parts.whole(), parts.comment()), line);
            inner = value.get().isEmpty() && parts.goesOn() ? 0 : -1;
            return;
        }
        List<String> pieces = parts.pieces();
        boolean fits = pieces.stream()
                .allMatch(piece -> piece.length() + parts.comment().length() + 2 <= LONGEST);
        if (!fits || line.indexOf('\r') >= 0) {
            piece(parts.whole(), "", line);
            lines.set(lines.size() - 1, new Output(0, line, ""));
            return;
        }
        Output joined = pieces.get(0).equals("{") ? joined(parts, pieces.size() == 1) : null;
        if (joined != null) {
            lines.set(lines.size() - 1, joined);
            depth++;
            pieces = pieces.subList(1, pieces.size());
        }
        for (int i = 0; i < pieces.size(); i++) {
            piece(pieces.get(i), i == pieces.size() - 1 ? parts.comment() : "", line);
        }
        String last = pieces.isEmpty() ? "{" : pieces.get(pieces.size() - 1);
        boolean plain = parts.condition().isEmpty() && parts.isPlain();
        boolean braced = last.indexOf('{') >= 0 || last.indexOf('}') >= 0;
        header = plain && !braced ? lines.get(lines.size() - 1) : null;
    }

    /** The line before with the brace that follows it; null when it may not, or when there is no room for it. */
    private @Nullable Output joined(WrittenLine brace, boolean alone) {
        Output before = header;
        if (before == null
                || (alone && !before.comment.isEmpty() && !brace.comment().isEmpty())) {
            return null;
        }
        String comment = before.comment + (alone ? brace.comment() : "");
        Output joined = new Output(before.depth, before.code + " {", comment);
        return joined.text().length() > LONGEST ? null : joined;
    }

    private void piece(String piece, String comment, String line) {
        int change = braces(piece);
        boolean closes = change < 0;
        depth = closes ? Math.max(0, depth + change) : depth;
        put(new Output(depth, piece, comment), line);
        depth += Math.max(0, change);
    }

    /** A line that grew too long, or has a carriage return within, stays as it was. */
    private void put(Output output, String written) {
        boolean stays = output.text().length() > LONGEST || written.indexOf('\r') >= 0;
        add(stays ? new Output(0, written, "") : output);
    }

    private void add(Output output) {
        header = null;
        boolean blank = output.text().isEmpty();
        boolean second =
                blank && (lines.isEmpty() || lines.get(lines.size() - 1).text().isEmpty());
        if (!second) {
            lines.add(output);
        }
    }

    /** How many more braces open than close; those of {@code ${NAME}} and those in quotes do not count. */
    private static int braces(String code) {
        int change = 0;
        boolean quoted = false;
        int reference = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                boolean named = i > 0 && code.charAt(i - 1) == '$';
                reference += named ? 1 : 0;
                change += named ? 0 : 1;
            } else if (!quoted && c == '}' && reference > 0) {
                reference--;
            } else if (!quoted && c == '}') {
                change--;
            }
        }
        return change;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Output line : lines) {
            text.append(line.text()).append('\n');
        }
        while (text.length() > 1 && text.charAt(text.length() - 2) == '\n') {
            text.setLength(text.length() - 1);
        }
        return text.length() == 1 ? "" : text.toString();
    }
}
