package io.vigil.config.syntax;

import io.vigil.api.Diagnostic;
import io.vigil.api.Place;
import io.vigil.api.Severity;
import io.vigil.config.syntax.Definition.Body;
import io.vigil.config.syntax.Definition.Predefined;
import io.vigil.config.syntax.Definition.Text;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces definitions in a line, in place: what was inserted is looked at again at the same position, joined to what follows it.
 *
 * <p>So {@code $A=$B} used as <code>${A}_x</code> asks for {@code B_x}. What a definition inserted must not use that definition
 * again, which is what ends every loop; that it does not take long either is up to the budget.
 */
final class Replacer {
    /**
     * A line after replacing.
     *
     * @param line the text, up to the use of a definition of several lines
     * @param changed whether anything was replaced
     * @param body the definition of several lines that the line ended with
     * @param use where that stands
     */
    record Replaced(Line line, boolean changed, @Nullable Body body, Place use) {}

    /** The part of the text that a definition inserted. */
    private static final class Inserted {
        final String name;
        int end;

        Inserted(String name, int end) {
            this.name = name;
            this.end = end;
        }
    }

    /** A use: its name, the words behind it in braces, and where it ends. */
    private record Use(String name, List<String> words, int end) {}

    private final Definitions definitions;
    private final Report report;
    private final Budget budget;
    private final Sources sources;

    Replacer(Definitions definitions, Report report, Budget budget, Sources sources) {
        this.sources = sources;
        this.definitions = definitions;
        this.report = report;
        this.budget = budget;
    }

    /** Replaces what is defined in a line. */
    Replaced replace(Line line) {
        int first = line.text().indexOf('$');
        return first < 0 ? new Replaced(line, false, null, Place.NOWHERE) : new Pass(line).run(first);
    }

    /** One line on its way. */
    private final class Pass {
        private final Line line;
        private final StringBuilder text;
        private final int[] columns;
        private final Deque<Inserted> active = new ArrayDeque<>();
        private int position;
        private int replacements;
        private @Nullable Body body;
        private Place use = Place.NOWHERE;

        Pass(Line line) {
            this.line = line;
            this.text = new StringBuilder(line.text());
            this.columns = new int[Math.max(text.length(), ReadLimits.LINE_BYTES)];
            for (int i = 0; i < text.length(); i++) {
                columns[i] = line.column(i);
            }
        }

        Replaced run(int first) {
            position = first;
            while (position >= 0 && body == null && !budget.spent()) {
                step();
                position = text.indexOf("$", position);
            }
            if (replacements == 0) {
                return new Replaced(line, false, null, Place.NOWHERE);
            }
            Line result = line.edited(text.toString(), Arrays.copyOf(columns, text.length()));
            return new Replaced(result, true, body, use);
        }

        private void step() {
            while (!active.isEmpty() && active.element().end <= position) {
                active.remove();
            }
            Use found = useAt(position);
            Definition definition = found == null ? null : definitions.find(found.name());
            if (found == null || definition == null) {
                notReplaced(found);
                position++;
            } else if (isActive(found.name())) {
                report.error(
                        place(),
                        "the definition of $" + found.name() + " uses itself and is not replaced within its own value");
                position = found.end();
            } else if (replacements >= ReadLimits.REPLACEMENTS_PER_LINE) {
                report.error(
                        place(),
                        "more than " + ReadLimits.REPLACEMENTS_PER_LINE
                                + " definitions are used in this line; the others stay");
                position = text.length();
            } else {
                apply(found, definition);
            }
        }

        private void apply(Use found, Definition definition) {
            if (definition instanceof Body lines) {
                applyBody(found, lines);
                return;
            }
            String value;
            if (definition instanceof Text plain) {
                value = found.words().isEmpty() ? plain.value() : null;
            } else {
                value = definitions.value((Predefined) definition, found.words(), sources.directory());
            }
            if (value == null) {
                wrongWords(found);
                position++;
            } else if (text.length() - (found.end() - position) + value.length() >= ReadLimits.LINE_BYTES) {
                report.warning(
                        place(),
                        "$" + found.name() + " is not replaced, as the line would have more than "
                                + (ReadLimits.LINE_BYTES - 1) + " bytes");
                position = found.end();
            } else if (budget.takeReplacement(place())) {
                insert(found, value);
            }
        }

        private void applyBody(Use found, Body lines) {
            if (found.end() < text.length()) {
                report.warning(
                        place(), "$" + found.name() + " has several lines and is replaced only where it ends a line");
                position = found.end();
            } else if (budget.takeReplacement(place())) {
                body = lines;
                use = place();
                text.setLength(position);
                replacements++;
            }
        }

        private void insert(Use found, String value) {
            int grown = value.length() - (found.end() - position);
            for (Inserted outer : active) {
                outer.end = Math.max(outer.end, found.end()) + grown;
            }
            int column = columns[position];
            System.arraycopy(columns, found.end(), columns, found.end() + grown, text.length() - found.end());
            Arrays.fill(columns, position, position + value.length(), column);
            text.replace(position, found.end(), value);
            active.push(new Inserted(found.name(), position + value.length()));
            replacements++;
        }

        /** {@code $NAME} before a blank, a comma, a closing parenthesis or the end; <code>${NAME words}</code> anywhere. */
        private @Nullable Use useAt(int dollar) {
            boolean braces = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
            int begin = dollar + (braces ? 2 : 1);
            int end = Definitions.nameEnd(text, begin);
            if (end == begin) {
                return null;
            }
            String name = text.substring(begin, end);
            if (!braces) {
                boolean ends = end == text.length() || " \t,)".indexOf(text.charAt(end)) >= 0;
                return ends ? new Use(name, List.of(), end) : null;
            }
            int close = end;
            while (close < text.length() && isParameter(text.charAt(close))) {
                close++;
            }
            if (close == text.length() || text.charAt(close) != '}') {
                return null;
            }
            String inside = text.substring(end, close).strip();
            List<String> words = inside.isEmpty() ? List.of() : List.of(inside.split("[ \t]+", -1));
            return new Use(name, words, close + 1);
        }

        private boolean isActive(String name) {
            for (Inserted outer : active) {
                if (outer.name.equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /** In double quotes <code>${HOME}</code> is for the shell to replace; elsewhere its braces break the line. */
        private void notReplaced(@Nullable Use found) {
            if (position + 1 == text.length() || text.charAt(position + 1) != '{' || isQuoted()) {
                return;
            }
            Diagnostic problem = Diagnostic.of(
                    place(),
                    Severity.ERROR,
                    found == null
                            ? "'${' is not followed by a name and '}', so its brace opens a block"
                            : "${" + found.name() + "} is not defined, so its brace opens a block");
            report.add(problem.hint(
                    found == null
                            ? "only ${NAME} is replaced, by a line $NAME=VALUE before; there are no default values"
                            : "a line $" + found.name() + "=VALUE before this one defines it"));
        }

        private void wrongWords(Use found) {
            report.error(
                    place(),
                    "${" + found.name() + "} cannot be used with these words and is not replaced: "
                            + String.join(" ", found.words()));
        }

        private boolean isQuoted() {
            boolean quoted = false;
            for (int i = 0; i < position; i++) {
                quoted ^= text.charAt(i) == '"';
            }
            return quoted;
        }

        private Place place() {
            return line.edited("", columns).place(position);
        }
    }

    private static boolean isParameter(char c) {
        return Line.isBlank(c) || Definitions.isNamePart(c);
    }
}
