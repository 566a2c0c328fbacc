package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import java.util.function.Supplier;

/** What one reading has used of its limits. Once one is reached, reading stops and the configuration is refused. */
final class Budget {
    private final ReadLimits limits;
    private final Report report;
    private long bytes;
    private int files;
    private int entries;
    private int lines;
    private int replacements;
    private int words;
    private boolean spent;

    Budget(ReadLimits limits, Report report) {
        this.limits = limits;
        this.report = report;
    }

    /** Whether reading must stop. */
    boolean spent() {
        return spent;
    }

    long bytesLeft() {
        return Math.max(0, limits.bytes() - bytes);
    }

    int depth() {
        return limits.depth();
    }

    boolean takeFile(long size, Place place) {
        bytes += size;
        files++;
        return within(
                        bytes <= limits.bytes(),
                        place,
                        () -> "the files have more than " + limits.bytes() + " bytes together")
                && within(files <= limits.files(), place, () -> "more than " + limits.files() + " files are included");
    }

    boolean takeDirectoryEntry(Place place) {
        entries++;
        return within(
                entries <= limits.directoryEntries(),
                place,
                () -> "the wildcards of includes look at more than " + limits.directoryEntries() + " names");
    }

    boolean takeGeneratedLine(Place place) {
        lines++;
        return within(
                lines <= limits.generatedLines(),
                place,
                () -> "~SEQ, ~LST and definitions yield more than " + limits.generatedLines() + " lines");
    }

    boolean takeReplacement(Place place) {
        replacements++;
        return within(
                replacements <= limits.replacements(),
                place,
                () -> "definitions are replaced more than " + limits.replacements() + " times");
    }

    boolean takeWords(int count, Place place) {
        words += count;
        return within(
                words <= limits.words(), place, () -> "the configuration has more than " + limits.words() + " words");
    }

    private boolean within(boolean holds, Place place, Supplier<String> reached) {
        if (!holds && !spent) {
            spent = true;
            report.add(Diagnostic.of(place, Severity.FATAL, "reading stops here: " + reached.get()));
        }
        return !spent;
    }
}
