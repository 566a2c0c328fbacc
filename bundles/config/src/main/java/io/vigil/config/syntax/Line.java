package io.vigil.config.syntax;

import io.vigil.api.Place;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text that knows where each of its characters was written.
 *
 * <p>Three shapes, cheapest first: characters side by side as in the file, all characters at one place (what a definition was
 * replaced by stands where it was used), and a column for each character once the two are mixed.
 */
final class Line {
    /** No text at all. */
    static final Line NOTHING = written("", "", 0, 0);

    private static final int AT_ONE_PLACE = 0;
    private static final int SIDE_BY_SIDE = 1;

    private final String text;
    private final String file;
    private final int number;
    private final int first;
    private final int step;
    private final int @Nullable [] columns;

    private Line(String text, String file, int number, int first, int step, int @Nullable [] columns) {
        this.text = text;
        this.file = file;
        this.number = number;
        this.first = first;
        this.step = step;
        this.columns = columns;
    }

    /** Text as it stands in a file. */
    static Line written(String text, String file, int number, int column) {
        return new Line(text, file, number, column, SIDE_BY_SIDE, null);
    }

    /** Text that stands for something written at one place. */
    static Line replaced(String text, Place use) {
        return new Line(text, use.file(), use.line(), use.column(), AT_ONE_PLACE, null);
    }

    /** Text of this line in which each character has its own column. */
    Line edited(String newText, int[] newColumns) {
        return new Line(newText, file, number, 0, SIDE_BY_SIDE, newColumns);
    }

    String text() {
        return text;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    int column(int index) {
        if (columns == null) {
            return first + step * index;
        }
        return index < columns.length ? columns[index] : columns.length == 0 ? 1 : columns[columns.length - 1];
    }

    Place place(int index) {
        return new Place(file, number, column(index));
    }

    /** A place in the same line. */
    Place at(int column) {
        return new Place(file, number, column);
    }

    Place place() {
        return place(0);
    }

    /** A part of this line; the whole line when that is what the bounds say. */
    Line part(int from, int to) {
        if (from == 0 && to == text.length()) {
            return this;
        }
        String piece = text.substring(from, to);
        if (columns == null) {
            return new Line(piece, file, number, first + step * from, step, null);
        }
        return edited(piece, Arrays.copyOfRange(columns, from, to));
    }

    /** This text and another one behind it, which may come from elsewhere; characters keep their columns. */
    Line followedBy(Line other) {
        if (text.isEmpty() || other.text.isEmpty()) {
            return text.isEmpty() ? other : this;
        }
        int[] joined = new int[text.length() + other.text.length()];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = i < text.length() ? column(i) : other.column(i - text.length());
        }
        return edited(text + other.text, joined);
    }

    /** The part without blanks (space and tab) at either end. */
    Line trimmed(int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return part(begin, end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
