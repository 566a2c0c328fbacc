package io.vigil.config.syntax;

import io.vigil.api.Place;
import io.vigil.config.syntax.Definition.Body;
import io.vigil.config.syntax.Source.BodyLines;
import io.vigil.config.syntax.Source.OpenFile;
import io.vigil.config.syntax.Source.Repeated;
import io.vigil.config.syntax.Source.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stack of sources: opens files, notices what would never end, and knows which file is being read. */
final class Sources {
    private static final int LARGEST_FILE = 1 << 30;

    private final ReadSettings settings;
    private final Report report;
    private final Budget budget;
    private final IncludeResolver resolver;
    private final Deque<Source> stack = new ArrayDeque<>();
    private final Deque<OpenFile> open = new ArrayDeque<>();
    private final Set<Path> read = new LinkedHashSet<>();
    private Set<IncludeCheck> checks = EnumSet.noneOf(IncludeCheck.class);

    Sources(ReadSettings settings, Report report, Budget budget, IncludeResolver resolver) {
        this.settings = settings;
        this.report = report;
        this.budget = budget;
        this.resolver = resolver;
        this.checks.addAll(settings.includes().checks());
    }

    /** What plain {@code include} insists on now. */
    Set<IncludeCheck> checks() {
        return checks;
    }

    /** {@code include_check}: holds to the end of the file. */
    void insistOn(Set<IncludeCheck> now) {
        checks = now;
    }

    /** The source of the next line, null at the end of everything. */
    @Nullable
    Source current() {
        return stack.peek();
    }

    /** The current source has no more lines. Those that wait behind it are opened. */
    void ended() {
        Source source = stack.element();
        if (source instanceof Waiting waiting) {
            Path file = waiting.nextFile();
            if (file == null) {
                stack.remove();
            } else {
                open(file, waiting);
            }
            return;
        }
        stack.remove();
        if (source instanceof OpenFile file) {
            open.remove();
            checks = file.checksBefore();
        }
    }

    /** Text that is no file, under a name for its places. */
    void readText(String name, byte[] content) {
        Place start = new Place(name, 1, 1);
        if (budget.takeFile(content.length, start)) {
            push(new OpenFile(new PhysicalLines(content, name, report), Path.of(name), Path.of(name), checks));
        }
    }

    /** Reads files next, before anything that is left of the current ones. */
    void readFiles(Collection<Path> files, Place include, Set<IncludeCheck> insisted) {
        if (!files.isEmpty() && shallow(open.size(), include, "includes")) {
            stack.push(new Waiting(files, include, insisted));
        }
    }

    /** An include line of the current file. */
    void include(String pattern, Place place, Set<IncludeCheck> insisted) {
        if (settings.includes().followed()) {
            readFiles(resolver.resolve(pattern, place, open.element().name(), insisted), place, insisted);
        } else {
            report.note(place, "include: '" + pattern + "' is not read here");
        }
    }

    /** The lines of a definition from this one on; whether they come. */
    boolean readBody(Body body, int first, Place use) {
        for (Source source : stack) {
            if (source instanceof BodyLines lines && lines.isOf(body)) {
                report.error(use, "the definition of several lines uses itself here: this use is ignored");
                return false;
            }
        }
        if (shallow(generating(), use, "definitions")) {
            stack.push(new BodyLines(body, use, first));
            return true;
        }
        return false;
    }

    void repeat(Repetition repetition, Definitions definitions) {
        if (!repetition.text().isEmpty()
                && shallow(generating(), repetition.text().place(), "repetitions")) {
            stack.push(new Repeated(repetition, definitions));
        }
    }

    /** The directory of the file being read. */
    String directory() {
        Path parent = open.element().name().toAbsolutePath().normalize().getParent();
        return parent == null ? "/" : parent.toString();
    }

    Collection<Path> filesRead() {
        return read;
    }

    /** How many definitions and repetitions are being read; each file lies above the include that waits for it. */
    private int generating() {
        return stack.size() - 2 * open.size();
    }

    private boolean shallow(int depth, Place place, String what) {
        if (depth >= budget.depth()) {
            report.error(place, what + " are nested more than " + budget.depth() + " deep: this one is ignored");
            return false;
        }
        return true;
    }

    private void push(OpenFile file) {
        stack.push(file);
        open.push(file);
    }

    private void open(Path file, Waiting from) {
        try {
            Path real = file.toRealPath();
            for (OpenFile outer : open) {
                if (outer.real().equals(real)) {
                    report.error(from.include(), "'" + file + "' includes itself: it is not read again");
                    return;
                }
            }
            byte[] content;
            try (InputStream in = Files.newInputStream(file)) {
                content = in.readNBytes((int) Math.min(budget.bytesLeft() + 1, LARGEST_FILE));
            }
            if (budget.takeFile(content.length, from.include())) {
                read.add(file);
                push(new OpenFile(new PhysicalLines(content, file.toString(), report), file, real, checks));
            }
        } catch (IOException e) {
            resolver.unreadable(file, String.valueOf(e.getMessage()), from.include(), from.checks());
        }
    }
}
