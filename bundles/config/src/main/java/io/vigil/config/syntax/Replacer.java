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
import org.jspecify.annotations.Nullable;

/**
 * Replaces definitions in a line, in place: what was inserted is looked at again at the same position, joined to what follows it.
 *
 * <p>So {@code $A=$B} used as <code>${A}_x</code> asks for {@code B_x}. What a definition inserted must not use that definition
 * again, which is what ends every loop; that it does not take long either is up to the budget. One line at a time: the buffers are
 * used again for the next.
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

    private final Definitions definitions;
    private final Report report;
    private final Budget budget;
    private final Sources sources;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Inserted> active = new ArrayDeque<>();
    private int[] columns = new int[ReadLimits.LINE_BYTES];
    private Line line = Line.NOTHING;
    private int position;
    private int quotesSeenTo;
    private boolean quoted;
    private int replacements;
    private @Nullable Body body;

    Replacer(Definitions definitions, Report report, Budget budget, Sources sources) {
        this.definitions = definitions;
        this.report = report;
        this.budget = budget;
        this.sources = sources;
    }

    /** Replaces what is defined in a line. */
    Replaced replace(Line next) {
        int first = next.text().indexOf('$');
        if (first < 0) {
            return new Replaced(next, false, null, Place.NOWHERE);
        }
        begin(next);
        position = first;
        while (position >= 0 && body == null && !budget.spent()) {
            step();
            position = body == null ? text.indexOf("$", position) : position;
        }
        if (replacements == 0) {
            return new Replaced(next, false, null, Place.NOWHERE);
        }
        Line result = next.edited(text.toString(), Arrays.copyOf(columns, text.length()));
        return new Replaced(result, true, body, body == null ? Place.NOWHERE : place());
    }

    private void begin(Line next) {
        line = next;
        text.setLength(0);
        text.append(next.text());
        if (columns.length < text.length()) {
            columns = new int[text.length()];
        }
        for (int i = 0; i < text.length(); i++) {
            columns[i] = next.column(i);
        }
        active.clear();
        quotesSeenTo = 0;
        quoted = false;
        replacements = 0;
        body = null;
    }

    private void step() {
        while (!active.isEmpty() && active.element().end <= position) {
            active.remove();
        }
        Use use = Use.at(text, position);
        Definition definition = use == null ? null : definitions.find(use.name());
        if (use == null || definition == null) {
            notReplaced(use);
            position++;
        } else if (isActive(use.name())) {
            report.error(
                    place(),
                    "the definition of $" + use.name() + " uses itself and is not replaced within its own value");
            position = use.end();
        } else if (replacements >= ReadLimits.REPLACEMENTS_PER_LINE) {
            report.error(
                    place(),
                    "more than " + ReadLimits.REPLACEMENTS_PER_LINE
                            + " definitions are used in this line; the others stay");
            position = text.length();
        } else {
            apply(use, definition);
        }
    }

    private void apply(Use use, Definition definition) {
        if (definition instanceof Body lines) {
            applyBody(use, lines);
            return;
        }
        String value;
        if (definition instanceof Text plain) {
            value = use.words().isEmpty() ? plain.value() : null;
        } else {
            value = definitions.value((Predefined) definition, use.words(), sources.directory());
        }
        if (value == null) {
            report.error(
                    place(),
                    "${" + use.name() + "} cannot be used with these words and is not replaced: "
                            + String.join(" ", use.words()));
            position++;
        } else if (text.length() - (use.end() - position) + value.length() >= ReadLimits.LINE_BYTES) {
            report.warning(
                    place(),
                    "$" + use.name() + " is not replaced, as the line would have more than "
                            + (ReadLimits.LINE_BYTES - 1) + " bytes");
            position = use.end();
        } else if (budget.takeReplacement(place())) {
            insert(use, value);
        }
    }

    private void applyBody(Use use, Body lines) {
        if (use.end() < text.length()) {
            report.warning(place(), "$" + use.name() + " has several lines and is replaced only where it ends a line");
            position = use.end();
        } else if (budget.takeReplacement(place())) {
            body = lines;
            text.setLength(position);
            replacements++;
        }
    }

    private void insert(Use use, String value) {
        int grown = value.length() - (use.end() - position);
        for (Inserted outer : active) {
            outer.end = Math.max(outer.end, use.end()) + grown;
        }
        int column = columns[position];
        System.arraycopy(columns, use.end(), columns, use.end() + grown, text.length() - use.end());
        Arrays.fill(columns, position, position + value.length(), column);
        text.replace(position, use.end(), value);
        active.push(new Inserted(use.name(), position + value.length()));
        replacements++;
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
    private void notReplaced(@Nullable Use use) {
        if (!Use.opensBrace(text, position) || isQuoted()) {
            return;
        }
        String message = use == null
                ? "'${' is not followed by a name and '}', so its brace opens a block"
                : "${" + use.name() + "} is not defined, so its brace opens a block";
        String hint = use == null
                ? "only ${NAME} is replaced, by a line $NAME=VALUE before; there are no default values"
                : "a line $" + use.name() + "=VALUE before this one defines it";
        report.add(Diagnostic.of(place(), Severity.ERROR, message).hint(hint));
    }

    /** Whether the position is in double quotes; the text before it does not change any more. */
    private boolean isQuoted() {
        for (; quotesSeenTo < position; quotesSeenTo++) {
            quoted ^= text.charAt(quotesSeenTo) == '"';
        }
        return quoted;
    }

    private Place place() {
        return line.at(columns[position]);
    }
}
