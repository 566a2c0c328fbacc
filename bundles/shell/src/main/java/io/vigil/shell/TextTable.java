package io.vigil.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows in aligned columns, two spaces apart, without frames: what cut, grep and awk like. (Karaf's own table draws frames and
 * colours whole columns only.) A name that begins with {@code >} makes its column align to the right.
 */
final class TextTable {
    /**
     * A cell.
     *
     * @param text what it shows
     * @param tone its colour
     */
    record Cell(String text, Screen.Tone tone) {
        static Cell of(Object value) {
            return value instanceof Cell cell ? cell : new Cell(String.valueOf(value), Screen.Tone.PLAIN);
        }
    }

    private final List<String> names;
    private final List<List<Cell>> rows = new ArrayList<>();

    TextTable(String... names) {
        this.names = List.of(names);
    }

    /** Adds a row of cells or of anything that has a text. */
    TextTable row(Object... cells) {
        if (cells.length != names.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + names.size() + " columns");
        }
        rows.add(java.util.Arrays.stream(cells).map(Cell::of).toList());
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(Screen screen) {
        List<Cell> head = names.stream()
                .map(name -> new Cell(right(name) ? name.substring(1) : name, Screen.Tone.HEAD))
                .toList();
        int[] widths = new int[names.size()];
        widen(widths, head);
        rows.forEach(row -> widen(widths, row));
        screen.line(line(head, widths, screen));
        rows.forEach(row -> screen.line(line(row, widths, screen)));
    }

    private static boolean right(String name) {
        return name.startsWith(">");
    }

    private static void widen(int[] widths, List<Cell> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).text().length());
        }
    }

    private String line(List<Cell> row, int[] widths, Screen screen) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            String padding = " ".repeat(widths[i] - cell.text().length());
            String painted = screen.paint(cell.tone(), cell.text());
            out.append(right(names.get(i)) ? padding + painted : painted + padding)
                    .append("  ");
        }
        return out.toString().stripTrailing();
    }
}
