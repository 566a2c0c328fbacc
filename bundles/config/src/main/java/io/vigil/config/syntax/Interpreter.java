package io.vigil.config.syntax;

import io.vigil.api.Place;
import io.vigil.api.Statement.Word;
import io.vigil.config.syntax.CommentStripper.Stripped;
import io.vigil.config.syntax.Definition.Body;
import io.vigil.config.syntax.Replacer.Replaced;
import io.vigil.config.syntax.Source.OpenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes one line after the other through the steps of the language: comments, condition, definition, repetition, replacing,
 * include, braces, words. What a step brings in becomes a source, and its lines take the same way.
 */
final class Interpreter {
    private final Report report;
    private final Budget budget;
    private final Sources sources;
    private final Conditions conditions;
    private final Definitions definitions;
    private final Replacer replacer;
    private final RepetitionParser repetitions;
    private final CommentStripper comments;
    private final WordSplitter splitter;
    private final TreeBuilder tree;
    private final GlobalDirectives directives;
    private @Nullable Collecting collecting;

    /** A definition of several lines while its lines are read; without a name when its condition does not hold. */
    private record Collecting(String name, Place place, List<String> lines) {}

    Interpreter(ReadSettings settings, Report report, Budget budget, Sources sources, LineListener listener) {
        this.report = report;
        this.budget = budget;
        this.sources = sources;
        this.conditions = new Conditions(settings.configId());
        this.definitions = new Definitions(settings);
        this.replacer = new Replacer(definitions, report, budget, sources);
        this.repetitions = new RepetitionParser(replacer, report);
        this.comments = new CommentStripper(report);
        this.splitter = new WordSplitter(report, new Strings());
        this.tree = new TreeBuilder(settings.blockKeywords(), budget.depth(), report, listener);
        this.directives = new GlobalDirectives(sources, definitions, report);
    }

    /** Reads all sources to their end, or until the budget is spent. */
    TreeBuilder run() {
        Source source = sources.current();
        while (source != null && !budget.spent()) {
            Line line = source.next();
            if (line == null) {
                end(source);
            } else if (source instanceof OpenFile) {
                physical(comments.strip(line));
            } else if (budget.takeGeneratedLine(line.place())) {
                logical(line, Line.NOTHING);
            }
            source = sources.current();
        }
        return tree;
    }

    private void end(Source source) {
        if (source instanceof OpenFile && collecting != null) {
            report.warning(collecting.place(), "the definition goes on to the end of the file");
            define(collecting);
        }
        sources.ended();
    }

    private void physical(Stripped stripped) {
        Collecting body = collecting;
        if (body == null) {
            if (!stripped.line().isEmpty() || stripped.goesOn()) {
                logical(stripped.line(), stripped.mark());
            }
            return;
        }
        if (!stripped.line().isEmpty()) {
            body.lines().add(stripped.line().text());
        }
        boolean onlyComment = stripped.line().isEmpty() && stripped.commented();
        if (!stripped.goesOn() && !onlyComment) {
            define(body);
        }
    }

    private void define(Collecting body) {
        collecting = null;
        if (!body.name().isEmpty()) {
            definitions.define(body.name(), new Body(body.lines()));
        }
    }

    /** A line without its comment, and the mark that a definition goes on. What stands behind a brace is the next line. */
    private void logical(Line first, Line mark) {
        Line line = first;
        Line goesOn = mark;
        boolean replaced = false;
        while ((!line.isEmpty() || !goesOn.isEmpty()) && !budget.spent()) {
            Conditions.Result result = conditions.apply(line);
            if (definition(result.rest(), goesOn, result.holds()) || !result.holds()) {
                return;
            }
            line = text(result.rest().followedBy(goesOn), replaced);
            goesOn = Line.NOTHING;
            replaced = true;
        }
    }

    /** Whether a line is a definition. The lines of one that does not apply here must not become lines of their own. */
    private boolean definition(Line line, Line goesOn, boolean holds) {
        String text = line.text();
        if (text.isEmpty() || text.charAt(0) != '$') {
            return false;
        }
        int end = Definitions.nameEnd(text, 1);
        if (end == 1 || end == text.length() || text.charAt(end) != '=') {
            return false;
        }
        String name = text.substring(1, end);
        Line value = line.trimmed(end + 1, text.length());
        if (value.isEmpty() && !goesOn.isEmpty()) {
            collecting = new Collecting(holds ? name : "", line.place(), new ArrayList<>());
        } else if (holds) {
            definitions.define(name, new Definition.Text(value.text()));
        }
        return true;
    }

    /** Repetition, replacing, include and braces; returns what stands behind a brace, in which all is replaced already. */
    private Line text(Line written, boolean replaced) {
        if (RepetitionParser.isRepetition(written.text())) {
            Repetition repetition = repetitions.parse(written);
            if (repetition != null) {
                sources.repeat(repetition, definitions);
            }
            return Line.NOTHING;
        }
        Line line = replaced || written.text().startsWith("~") ? written : replace(written);
        return line.isEmpty() || include(line) ? Line.NOTHING : braces(line);
    }

    private Line replace(Line written) {
        Line line = written;
        boolean changed = false;
        Replaced replaced = replacer.replace(line);
        while (replaced.changed()) {
            changed = true;
            line = replaced.line();
            Body body = replaced.body();
            if (body == null) {
                break;
            }
            line = withBody(line, body, replaced.use());
            replaced = replacer.replace(line);
        }
        return changed ? comments.strip(line).ordinary() : line;
    }

    /** The first line of a definition joins what stands before its use; alone it takes the whole way, as the others do. */
    private Line withBody(Line before, Body body, Place use) {
        List<String> lines = body.lines();
        boolean alone = before.isEmpty() || lines.isEmpty();
        if (!sources.readBody(body, alone ? 0 : 1, use) || alone || !budget.takeGeneratedLine(use)) {
            return before;
        }
        if (before.text().length() + lines.get(0).length() >= ReadLimits.LINE_BYTES) {
            report.error(
                    use,
                    "the line and the first line of the definition have more than " + (ReadLimits.LINE_BYTES - 1)
                            + " bytes together; the definition's first line is ignored");
            return before;
        }
        return before.followedBy(Line.replaced(lines.get(0), use));
    }

    private boolean include(Line line) {
        String text = line.text();
        if (!text.startsWith("include")) {
            return false;
        }
        int blank = "include".length();
        Optional<Set<IncludeCheck>> insisted = Optional.of(sources.checks());
        if (text.length() > blank && !Line.isBlank(text.charAt(blank))) {
            insisted = IncludeCheck.ofSuffix(text.charAt(blank));
            blank++;
        }
        if (insisted.isEmpty() || text.length() <= blank || !Line.isBlank(text.charAt(blank))) {
            return false;
        }
        Line pattern = line.trimmed(blank, text.length());
        sources.include(pattern.text(), pattern.place(), insisted.get());
        return true;
    }

    private Line braces(Line line) {
        String text = line.text();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '}')) {
                words(line.trimmed(0, i));
                if (c == '{') {
                    tree.open(line.place(i));
                } else {
                    tree.close(line.place(i));
                }
                return line.trimmed(i + 1, text.length());
            }
        }
        words(line);
        return Line.NOTHING;
    }

    private void words(Line line) {
        List<Word> words = splitter.split(line);
        if (!words.isEmpty() && budget.takeWords(words.size(), line.place())) {
            tree.line(words, splitter.raw(line));
            if (tree.enclosing(1).equals("global_defs")) {
                directives.apply(words);
            }
        }
    }
}
