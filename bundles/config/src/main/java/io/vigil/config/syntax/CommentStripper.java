package io.vigil.config.syntax;

import java.util.Arrays;

/**
 * Takes comments, outer blanks and the mark of a line that goes on from a line.
 *
 * <p>{@code !} and {@code #} begin a comment anywhere outside double quotes; behind a backslash they are themselves.
 */
final class CommentStripper {
    /**
     * A line without its comment.
     *
     * @param line what is left, without the mark
     * @param mark the backslash that ended it, which only a definition understands; empty when there was none
     * @param commented whether there was a comment
     */
    record Stripped(Line line, Line mark, boolean commented) {
        boolean goesOn() {
            return !mark.isEmpty();
        }

        /** What the line is where no definition goes on: the mark sticks to the last word. */
        Line ordinary() {
            return goesOn() ? line.followedBy(mark) : line;
        }
    }

    private final Report report;

    CommentStripper(Report report) {
        this.report = report;
    }

    Stripped strip(Line line) {
        String text = line.text();
        int special = firstSpecial(text);
        if (special == text.length()) {
            Line rest = line.trimmed(0, special);
            return new Stripped(rest, Line.NOTHING, false);
        }
        int end = text.length();
        int quote = -1;
        int removed = 0;
        int[] backslashes = new int[0];
        int i = special;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quote = quote < 0 ? i : -1;
            } else if (c == '\\') {
                if (i + 1 < end && quote < 0 && isCommentSign(text.charAt(i + 1))) {
                    backslashes = Arrays.copyOf(backslashes, removed + 1);
                    backslashes[removed++] = i;
                }
                i++;
            } else if (quote < 0 && isCommentSign(c)) {
                end = i;
            }
        }
        if (quote >= 0) {
            report.error(line.place(quote), WordSplitter.UNTERMINATED);
        }
        boolean commented = end < text.length();
        Line rest = removed == 0 ? line.trimmed(0, end) : without(line, backslashes, end);
        return withoutMark(rest, commented);
    }

    /** A backslash at the end, also one before blanks or a comment, says that a definition goes on in the next line. */
    private static Stripped withoutMark(Line rest, boolean commented) {
        String text = rest.text();
        int last = text.length() - 1;
        if (last < 0 || text.charAt(last) != '\\' || isEscaped(text, last)) {
            return new Stripped(rest, Line.NOTHING, commented);
        }
        return new Stripped(rest.trimmed(0, last), rest.part(last, last + 1), commented);
    }

    private static boolean isEscaped(String text, int index) {
        int i = index;
        while (i > 0 && text.charAt(i - 1) == '\\') {
            i--;
        }
        return ((index - i) & 1) == 1;
    }

    private static Line without(Line line, int[] backslashes, int end) {
        StringBuilder text = new StringBuilder(end);
        int[] columns = new int[end];
        int next = 0;
        for (int i = 0; i < end; i++) {
            if (next < backslashes.length && backslashes[next] == i) {
                next++;
            } else {
                columns[text.length()] = line.column(i);
                text.append(line.text().charAt(i));
            }
        }
        Line edited = line.edited(text.toString(), Arrays.copyOf(columns, text.length()));
        return edited.trimmed(0, text.length());
    }

    private static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= '\\' && (c == '"' || c == '\\' || isCommentSign(c))) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isCommentSign(char c) {
        return c == '#' || c == '!';
    }
}
