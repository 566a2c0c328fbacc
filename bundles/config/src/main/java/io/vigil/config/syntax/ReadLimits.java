package io.vigil.config.syntax;

/**
 * How much one reading may do. Far above what anybody writes; what goes beyond is a definition or an include that does not end,
 * and reading stops with a diagnostic that refuses the configuration.
 *
 * @param bytes bytes of all files together
 * @param files files read, each as often as it is included
 * @param directoryEntries names looked at for wildcards of includes
 * @param generatedLines lines that come from {@code ~SEQ}, {@code ~LST} and definitions of several lines
 * @param replacements definitions replaced by their values
 * @param words words kept in the tree
 * @param depth blocks within blocks, includes within includes, definitions within definitions
 * @param diagnostics diagnostics kept; the rest is counted
 */
public record ReadLimits(
        long bytes,
        int files,
        int directoryEntries,
        int generatedLines,
        int replacements,
        int words,
        int depth,
        int diagnostics) {
    /** The limits of the product. */
    public static final ReadLimits DEFAULT =
            new ReadLimits(256L << 20, 20_000, 1_000_000, 250_000, 5_000_000, 10_000_000, 100, 10_000);

    /** Bytes of a line, its end included, that the language allows; longer ones are cut there. */
    static final int LINE_BYTES = 1023;

    /** Definitions replaced in one line before it is given up. */
    static final int REPLACEMENTS_PER_LINE = 2_000;

    /** Alternatives that the braces of one include pattern may stand for. */
    static final int ALTERNATIVES = 1_000;
}
