package io.vigil.config.syntax;

import io.vigil.api.Place;
import io.vigil.config.syntax.Definition.Body;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the next line comes from. Sources lie on a stack: what a line brings in is read to its end before the line after it. */
sealed interface Source {
    /** The next line, null at the end. */
    @Nullable
    Line next();

    /** An open file. */
    final class OpenFile implements Source {
        private final PhysicalLines lines;
        private final Path name;
        private final Path real;
        private final Set<IncludeCheck> checksBefore;

        /**
         * @param lines its lines
         * @param name as the operator or an include named it
         * @param real without symbolic links, to notice a file that includes itself
         * @param checksBefore what is in force again when it ends
         */
        OpenFile(PhysicalLines lines, Path name, Path real, Set<IncludeCheck> checksBefore) {
            this.lines = lines;
            this.name = name;
            this.real = real;
            this.checksBefore = checksBefore;
        }

        @Override
        public @Nullable Line next() {
            return lines.next();
        }

        Place end() {
            return lines.end();
        }

        Path name() {
            return name;
        }

        Path real() {
            return real;
        }

        Set<IncludeCheck> checksBefore() {
            return checksBefore;
        }
    }

    /** Files that an include found and that are opened one after the other. It has no lines of its own. */
    final class Waiting implements Source {
        private final Deque<Path> files;
        private final Place include;
        private final Set<IncludeCheck> checks;

        Waiting(Collection<Path> files, Place include, Set<IncludeCheck> checks) {
            this.files = new ArrayDeque<>(files);
            this.include = include;
            this.checks = checks;
        }

        @Override
        public @Nullable Line next() {
            return null;
        }

        @Nullable
        Path nextFile() {
            return files.poll();
        }

        Place include() {
            return include;
        }

        Set<IncludeCheck> checks() {
            return checks;
        }
    }

    /** The rest of a definition of several lines. */
    final class BodyLines implements Source {
        private final Body body;
        private final Place use;
        private int next;

        BodyLines(Body body, Place use, int first) {
            this.body = body;
            this.use = use;
            this.next = first;
        }

        @Override
        public @Nullable Line next() {
            return next < body.lines().size() ? Line.replaced(body.lines().get(next++), use) : null;
        }

        boolean isOf(Body other) {
            return body == other;
        }
    }

    /** A text that is repeated with other values each time. */
    final class Repeated implements Source {
        private final Repetition repetition;
        private final Definitions definitions;

        Repeated(Repetition repetition, Definitions definitions) {
            this.repetition = repetition;
            this.definitions = definitions;
        }

        @Override
        public @Nullable Line next() {
            if (!repetition.hasNext()) {
                return null;
            }
            repetition.next().forEach((name, value) -> definitions.define(name, new Definition.Text(value)));
            return repetition.text();
        }
    }
}
