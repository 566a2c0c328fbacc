package io.vigil.api;

/**
 * A place in a configuration file.
 *
 * @param file the file as the operator named it or as an include found it; empty for what no file says
 * @param line line number, from 1; 0 when unknown
 * @param column column of the first character, from 1; 0 when unknown
 */
public record Place(String file, int line, int column) {
    /** What was not written in any file, such as a default. */
    public static final Place NOWHERE = new Place("", 0, 0);

    /** {@code FILE:LINE:COLUMN}, the form editors jump to. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
