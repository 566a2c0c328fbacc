package io.vigil.config.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line as it is written, taken apart.
 *
 * @param condition {@code @ID} or {@code @^ID} before the code, empty without
 * @param code what stands before the comment and behind the condition, without blanks at either end and without the mark
 * @param goesOn whether a backslash at the end says that a definition goes on
 * @param comment the comment with its sign, empty without
 */
record WrittenLine(String condition, String code, boolean goesOn, String comment) {
    static WrittenLine of(String line) {
        int sign = commentStart(line);
        String code = trim(line.substring(0, sign));
        boolean goesOn = endsInBackslash(code);
        if (goesOn) {
            code = trim(code.substring(0, code.length() - 1));
        }
        String condition = "";
        if (code.startsWith("@")) {
            int end = 0;
            while (end < code.length() && !isBlank(code.charAt(end))) {
                end++;
            }
            condition = code.substring(0, end);
            code = trim(code.substring(end));
        }
        return new WrittenLine(condition, code, goesOn, trim(line.substring(sign)));
    }

    boolean isBlank() {
        return condition.isEmpty() && code.isEmpty() && !goesOn && comment.isEmpty();
    }

    boolean isComment() {
        return condition.isEmpty() && code.isEmpty() && !goesOn && !comment.isEmpty();
    }

    /** Whether it defines a text, and if so what stands behind the sign. */
    Optional<String> definition() {
        if (!code.startsWith("$")) {
            return Optional.empty();
        }
        int end = 1;
        while (end < code.length() && isNamePart(code.charAt(end), end == 1)) {
            end++;
        }
        boolean defines = end > 1 && end < code.length() && code.charAt(end) == '=';
        return defines ? Optional.of(trim(code.substring(end + 1))) : Optional.empty();
    }

    /** The code with its condition and its mark, as it is written on a line of its own. */
    String whole() {
        return whole(code);
    }

    private String whole(String piece) {
        String text = condition.isEmpty() || piece.isEmpty() ? condition + piece : condition + " " + piece;
        return goesOn ? text.isEmpty() ? "\\" : text + " \\" : text;
    }

    /** Whether nothing in the code is replaced, escaped, included or goes on, so that its braces and blanks are what they seem. */
    boolean isPlain() {
        boolean closed = code.chars().filter(c -> c == '"').count() % 2 == 0;
        boolean replaced = code.indexOf('$') >= 0 || code.indexOf('\\') >= 0 || code.startsWith("~");
        boolean controlled = code.chars().anyMatch(c -> c < ' ' && c != '\t');
        return !code.isEmpty() && !controlled && !goesOn && closed && !replaced && !code.startsWith("include");
    }

    /**
     * The statements and braces of the code, each with the condition; the whole as one piece where a definition, a backslash, a
     * repetition or a second condition could make a difference.
     */
    List<String> pieces() {
        if (!isPlain()) {
            return List.of(whole());
        }
        List<String> pieces = split();
        for (String piece : pieces.subList(Math.min(1, pieces.size()), pieces.size())) {
            if (piece.startsWith("@") || piece.startsWith("~") || piece.startsWith("include")) {
                return List.of(whole());
            }
        }
        return pieces.stream().map(piece -> whole(collapse(piece))).toList();
    }

    private List<String> split() {
        List<String> pieces = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '{' || c == '}')) {
                String before = trim(code.substring(begin, i));
                if (c == '{') {
                    pieces.add(before.isEmpty() ? "{" : before + " {");
                } else {
                    add(before, pieces);
                    pieces.add("}");
                }
                begin = i + 1;
            }
        }
        add(trim(code.substring(begin)), pieces);
        return pieces;
    }

    private static void add(String piece, List<String> pieces) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }

    /** One blank between words; quoted text keeps its own. */
    private static String collapse(String piece) {
        boolean quoted = piece.indexOf('"') >= 0 || piece.indexOf('\'') >= 0;
        return quoted ? piece : piece.replaceAll("[ \t]+", " ");
    }

    /** Where the comment begins; the length of the line without one. */
    private static int commentStart(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == '!')) {
                return i;
            }
        }
        return line.length();
    }

    private static boolean endsInBackslash(String code) {
        int backslashes = 0;
        while (backslashes < code.length() && code.charAt(code.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean isNamePart(char c, boolean first) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
        return letter || (!first && c >= '0' && c <= '9');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String trim(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }
}
