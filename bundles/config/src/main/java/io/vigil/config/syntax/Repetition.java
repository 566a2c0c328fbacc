package io.vigil.config.syntax;

import java.util.List;
import java.util.Map;

/**
 * What {@code ~SEQ} or {@code ~LST} repeats: a text, once for each assignment of its variables, which are made as they are
 * needed.
 */
interface Repetition {
    /** The text that is repeated. */
    Line text();

    /** Whether there is another assignment. */
    boolean hasNext();

    /** The next values of the variables. */
    Map<String, String> next();

    /** Whole numbers from a start by a step up to and including an end. */
    final class Sequence implements Repetition {
        private final Line text;
        private final String variable;
        private final long step;
        private final int radix;
        private final long last;
        private long next;
        private boolean more;

        Sequence(Line text, String variable, long start, long step, long end, int radix) {
            this.text = text;
            this.variable = variable;
            this.step = step;
            this.radix = radix;
            this.next = start;
            this.last = start + (end - start) / step * step;
            this.more = true;
        }

        @Override
        public Line text() {
            return text;
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public Map<String, String> next() {
            String value = Long.toString(next, radix);
            more = next != last;
            next += step;
            return Map.of(variable, value);
        }
    }

    /** Given values. */
    final class Listed implements Repetition {
        private final Line text;
        private final List<Map<String, String>> values;
        private int next;

        Listed(Line text, List<Map<String, String>> values) {
            this.text = text;
            this.values = List.copyOf(values);
        }

        @Override
        public Line text() {
            return text;
        }

        @Override
        public boolean hasNext() {
            return next < values.size();
        }

        @Override
        public Map<String, String> next() {
            return values.get(next++);
        }
    }
}
