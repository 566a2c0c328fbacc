package io.vigil.config.bind;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.Tracker;
import io.vigil.config.bind.TrackedThings.Tracked;
import io.vigil.config.language.Spelling;
import io.vigil.config.language.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lines {@code NAME [weight W [reverse|noreverse]]} of the track_ blocks. */
final class TrackerParser {
    private final Context context;
    private final TrackedThings things;
    private boolean owner;

    TrackerParser(Context context, TrackedThings things) {
        this.context = context;
        this.things = things;
    }

    /** The trackers of a group, or of an instance whose priority can change. */
    List<Tracker> parse(Values values) {
        return parse(values, false);
    }

    /** The same for an instance that may own its addresses: the priority of such a one never changes (W1). */
    List<Tracker> parse(Values values, boolean owner) {
        List<Tracker> trackers = new ArrayList<>();
        this.owner = owner;
        parse(values, "track_interface", Tracker.Kind.INTERFACE, Weight.LIMIT, trackers);
        parse(values, "track_script", Tracker.Kind.SCRIPT, Weight.LIMIT, trackers);
        parse(values, "track_file", Tracker.Kind.FILE, Weight.WIDE_LIMIT, trackers);
        parse(values, "track_process", Tracker.Kind.PROCESS, Weight.WIDE_LIMIT, trackers);
        parse(values, "track_bfd", Tracker.Kind.BFD, Weight.LIMIT, trackers);
        return trackers;
    }

    private void parse(Values values, String keyword, Tracker.Kind kind, int limit, List<Tracker> trackers) {
        Set<String> names = new HashSet<>();
        for (Statement line : values.lines(keyword)) {
            if (!names.add(line.keyword())) {
                context.findings()
                        .warning(
                                line.words().get(0),
                                "'" + line.keyword() + "' is tracked already; the line is ignored");
            } else {
                parse(line, keyword, kind, limit).ifPresent(trackers::add);
            }
        }
    }

    private Optional<Tracker> parse(Statement line, String keyword, Tracker.Kind kind, int limit) {
        Word name = line.words().get(0);
        Weight fallback = new Weight(0, false);
        if (kind == Tracker.Kind.INTERFACE) {
            context.expectInterface(name);
        } else {
            Optional<Tracked> tracked = things.find(kind, name.text());
            if (tracked.isEmpty()) {
                unknown(name, keyword, kind);
                return Optional.empty();
            }
            if (!tracked.get().usable()) {
                context.findings()
                        .warning(
                                name,
                                "'" + name.text() + "' cannot be used, as said where it stands; it is not tracked");
                return Optional.empty();
            }
            fallback = tracked.get().weight();
        }
        Weight weight = weight(line, limit, fallback);
        if (owner && weight.value() != 0) {
            context.findings()
                    .add(Diagnostic.of(
                                    name.place(),
                                    Severity.WARNING,
                                    "'" + name.text() + "' is not tracked: it has weight " + weight.value()
                                            + ", and priority 255 never changes")
                            .hint("weight 0 makes it a fault"));
        }
        return Optional.of(new Tracker(kind, name.text(), weight.value(), weight.reverse()));
    }

    private Weight weight(Statement line, int limit, Weight fallback) {
        List<Word> words = line.arguments();
        if (words.isEmpty()) {
            return fallback;
        }
        if (!words.get(0).text().equals("weight")) {
            context.findings()
                    .warning(
                            words.get(0),
                            "a tracker's option is weight, not '" + words.get(0).text() + "'; it is ignored");
            return fallback;
        }
        if (words.size() < 2) {
            context.findings().warning(words.get(0), "weight has no number; weight " + fallback.value() + " is used");
            return fallback;
        }
        return Weight.parse(words.subList(1, words.size()), limit, fallback, context.findings());
    }

    private void unknown(Word name, String keyword, Tracker.Kind kind) {
        Diagnostic diagnostic = Diagnostic.of(
                name.place(),
                Severity.ERROR,
                keyword + ": nothing named '" + name.text() + "' is defined above; it is not tracked");
        context.findings()
                .add(Spelling.nearest(name.text(), things.names(kind))
                        .map(near -> diagnostic.hint("did you mean " + near + "?"))
                        .orElse(diagnostic));
    }
}
