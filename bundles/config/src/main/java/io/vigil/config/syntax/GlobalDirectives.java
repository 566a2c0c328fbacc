package io.vigil.config.syntax;

import io.vigil.api.Statement.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The two keywords of {@code global_defs} that steer reading itself. They stay in the tree like any other. */
final class GlobalDirectives {
    private static final long LARGEST_SEED = 0xffff_ffffL;

    private final Sources sources;
    private final Definitions definitions;
    private final Report report;

    GlobalDirectives(Sources sources, Definitions definitions, Report report) {
        this.sources = sources;
        this.definitions = definitions;
        this.report = report;
    }

    void apply(List<Word> words) {
        switch (words.get(0).text()) {
            case "include_check" -> includeCheck(words.subList(1, words.size()));
            case "random_seed" -> randomSeed(words);
            default -> {
                // means nothing to reading
            }
        }
    }

    /** A plain word names what holds instead, one with a sign adds to or takes from what holds; no word at all means everything. */
    private void includeCheck(List<Word> words) {
        Set<IncludeCheck> checks = EnumSet.noneOf(IncludeCheck.class);
        boolean signed = words.stream()
                .allMatch(word -> word.text().startsWith("+") || word.text().startsWith("-"));
        if (words.isEmpty()) {
            checks = EnumSet.allOf(IncludeCheck.class);
        } else if (signed) {
            checks.addAll(sources.checks());
        }
        for (Word word : words) {
            String text = word.text();
            boolean sign = text.startsWith("+") || text.startsWith("-");
            IncludeCheck check =
                    IncludeCheck.of(sign ? text.substring(1) : text).orElse(null);
            if (check == null) {
                report.warning(
                        word.place(),
                        "include_check: '" + text + "' is ignored, it is none of read, match,"
                                + " wildcard_match and brace_match");
            } else if (text.startsWith("-")) {
                checks.remove(check);
            } else {
                checks.add(check);
            }
        }
        sources.insistOn(checks);
    }

    private void randomSeed(List<Word> words) {
        Word last = words.get(words.size() - 1);
        try {
            long seed = words.size() < 2 ? -1 : Long.parseLong(last.text());
            if (seed >= 0 && seed <= LARGEST_SEED) {
                definitions.seed(seed);
                return;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        report.warning(last.place(), "random_seed is ignored: it takes a number from 0 to " + LARGEST_SEED);
    }
}
