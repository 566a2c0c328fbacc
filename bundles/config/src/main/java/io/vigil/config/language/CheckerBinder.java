package io.vigil.config.language;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.Statement;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a check's block into options by the declaration of its type. What all checks have in common is read as well and kept
 * apart; keywords that the type does not declare are reported.
 */
public final class CheckerBinder {
    /** A block, read: the common keywords and the type's own options. */
    public record Bound(Values common, Options options) {}

    private final Findings findings;
    private final ScriptReader scripts;
    private final TrackFiles files;
    private final BlockReader reader;
    private final Map<String, Block> tables = new HashMap<>();

    /** A binder whose reader reports to {@code findings}, as it does itself. */
    public CheckerBinder(Findings findings, BlockReader reader, ScriptReader scripts, TrackFiles files) {
        this.findings = findings;
        this.reader = reader;
        this.scripts = scripts;
        this.files = files;
    }

    /** Reads a block; without a declaration only the common keywords are looked at. */
    public Bound bind(Statement block, Optional<CheckerDescription> description) {
        if (description.isEmpty()) {
            return new Bound(common(block), new Options(Map.of(), block.place()));
        }
        List<Option> options = description.get().options();
        Block table = tables.computeIfAbsent(
                block.keyword(), keyword -> OptionTable.of(keyword, options, CheckKeywords.BLOCK));
        Values values = reader.read(block, table);
        return new Bound(values, options(values, options, block));
    }

    private Values common(Statement block) {
        Block table = tables.computeIfAbsent(
                block.keyword(), keyword -> OptionTable.of(keyword, List.of(), CheckKeywords.BLOCK));
        List<Statement> lines = new ArrayList<>();
        for (Statement line : block.children()) {
            if (table.find(line.keyword()) != null) {
                lines.add(line);
            }
        }
        return reader.read(lines, block.place(), table);
    }

    private Options options(Values values, Collection<Option> declared, Statement block) {
        Map<String, List<Options.Value>> typed = new HashMap<>();
        for (Option option : declared) {
            if (option.type() == OptionType.TARGET) {
                checkTargets(values, option);
                continue;
            }
            List<Options.Value> found = new ArrayList<>();
            for (Values.Entry entry : values.all(option.keyword())) {
                value(entry, option, values)
                        .ifPresent(value ->
                                found.add(new Options.Value(value, entry.at().place())));
            }
            if (found.isEmpty()) {
                OptionTable.fallback(option).ifPresent(found::add);
            }
            if (found.isEmpty() && option.required()) {
                findings.error(
                        block.place(), "'" + block.keyword() + "' has no " + option.keyword() + ", which it needs");
            }
            if (!found.isEmpty()) {
                boolean all = option.repeatable() || option.type() == OptionType.BLOCK;
                typed.put(option.keyword(), all ? List.copyOf(found) : List.of(found.get(found.size() - 1)));
            }
        }
        return new Options(typed, block.place());
    }

    /** The blocks are dealt with when the check is resolved; here they are only looked through. */
    private void checkTargets(Values values, Option option) {
        Block table = OptionTable.of(option.keyword(), List.of(), CheckKeywords.BLOCK);
        for (Values.Entry target : values.all(option.keyword())) {
            reader.read(target.at(), table);
        }
    }

    private Optional<Object> value(Values.Entry entry, Option option, Values block) {
        return switch (option.type()) {
            case WORDS ->
                Optional.of(entry.at().arguments().stream()
                        .map(Statement.Word::text)
                        .toList());
            case TRACK_FILE -> files.find(entry.at().arguments().get(0), findings);
            case SCRIPT -> scripts.read(entry.at(), block.line("user")).map(CheckerBinder::withoutPlace);
            case BLOCK -> {
                Block table =
                        entry.keyword().nested().orElseGet(() -> OptionTable.of(option.keyword(), option.block()));
                Values inner = reader.read(entry.at(), table);
                yield Optional.of(options(inner, option.block(), entry.at()));
            }
            default -> Optional.of(entry.value());
        };
    }

    /** Two checks that run the same script are the same check wherever they stand. */
    private static Object withoutPlace(Script script) {
        return new Script(script.command(), script.user(), script.group(), script.refused(), Place.NOWHERE);
    }
}
