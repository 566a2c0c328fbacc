package io.vigil.config.bind;

import io.vigil.api.Script;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.TrackFile;
import io.vigil.api.failover.TrackScript;
import io.vigil.api.failover.Tracker;
import io.vigil.config.BfdSession;
import io.vigil.config.TrackedProcess;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.TrackerKeywords;
import io.vigil.config.language.Values;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What trackers may name, as far as it has been defined: scripts, files, processes and BFD sessions. */
final class TrackedThings {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What a tracker that names it needs to know; one that cannot work is known, so that its trackers are told why. */
    record Tracked(Weight weight, boolean usable) {}

    private final Context context;
    private final Map<Tracker.Kind, Map<String, Tracked>> known = new LinkedHashMap<>();
    private final Set<String> usedScripts = new HashSet<>();
    private final List<TrackScript> scripts = new ArrayList<>();
    private final Map<String, Statement> scriptLines = new LinkedHashMap<>();
    private final List<TrackFile> files = new ArrayList<>();
    private final List<TrackedProcess> processes = new ArrayList<>();
    private final List<BfdSession> sessions = new ArrayList<>();

    TrackedThings(Context context) {
        this.context = context;
    }

    /** Takes a definition, if the line is one. */
    void take(Values.Entry entry) {
        switch (entry.keyword().meaning()) {
            case "vrrp_script" -> name(entry.at()).ifPresent(word -> script(word, entry.at()));
            case "track_file" -> name(entry.at()).ifPresent(word -> file(word, entry.at()));
            case "vrrp_track_process" -> name(entry.at()).ifPresent(word -> process(word, entry.at()));
            case "bfd_instance" -> name(entry.at()).ifPresent(word -> session(word, entry.at()));
            default -> {
                // defines nothing that is tracked
            }
        }
    }

    /** What a tracker means by a name; empty when nothing of that name has been defined above it. */
    Optional<Tracked> find(Tracker.Kind kind, String name) {
        Optional<Tracked> found =
                Optional.ofNullable(known.getOrDefault(kind, Map.of()).get(name));
        if (kind == Tracker.Kind.SCRIPT && found.isPresent()) {
            usedScripts.add(name);
        }
        return found;
    }

    Set<String> names(Tracker.Kind kind) {
        return known.getOrDefault(kind, Map.of()).keySet();
    }

    /** The scripts that somebody tracks. */
    List<TrackScript> scripts() {
        List<TrackScript> used = new ArrayList<>();
        for (TrackScript script : scripts) {
            if (usedScripts.contains(script.name())) {
                used.add(script);
            }
        }
        scriptLines.forEach((name, line) -> {
            if (!usedScripts.contains(name)) {
                context.findings()
                        .note(line.place(), "vrrp_script " + name + " is not tracked by anything and does not run");
            }
        });
        return used;
    }

    List<TrackFile> files() {
        return files;
    }

    List<TrackedProcess> processes() {
        return processes;
    }

    List<BfdSession> sessions() {
        return sessions;
    }

    private Optional<Word> name(Statement line) {
        if (line.arguments().isEmpty()) {
            context.findings()
                    .fatal(
                            line.place(),
                            "'" + line.keyword() + "' needs a name; the configuration cannot be run without it");
            return Optional.empty();
        }
        return Optional.of(line.arguments().get(0));
    }

    private boolean register(Tracker.Kind kind, Word word, Weight weight, boolean usable) {
        Map<String, Tracked> things = known.computeIfAbsent(kind, k -> new LinkedHashMap<>());
        if (things.putIfAbsent(word.text(), new Tracked(weight, usable)) == null) {
            return true;
        }
        context.findings()
                .warning(word, "there is another '" + word.text() + "' above; trackers that name it mean the first");
        return false;
    }

    private Weight weight(Values values, int limit, int otherwise) {
        Weight fallback = new Weight(otherwise, false);
        return values.line("weight")
                .map(line -> Weight.parse(line.arguments(), limit, fallback, context.findings()))
                .orElse(fallback);
    }

    private void script(Word name, Statement line) {
        Values values = context.read(line, TrackerKeywords.SCRIPT);
        Weight weight = weight(values, Weight.LIMIT, 0);
        Optional<Script> script =
                values.line("script").flatMap(s -> context.scripts().read(s, values.line("user")));
        if (values.line("script").isEmpty()) {
            context.findings().error(name.place(), "vrrp_script " + name.text() + " has no script; it is left out");
        }
        boolean usable = script.isPresent() && script.get().refused().isEmpty();
        if (!register(Tracker.Kind.SCRIPT, name, weight, usable)) {
            return;
        }
        scriptLines.put(name.text(), line);
        if (!usable) {
            return;
        }
        Duration interval = notZero(values.time("interval"));
        scripts.add(new TrackScript(
                name.text(),
                script.get(),
                interval,
                values.seconds("timeout").map(TrackedThings::notZero).orElse(interval),
                values.number("rise"),
                values.number("fall"),
                weight.value(),
                weight.reverse(),
                values.flag("init_fail")));
    }

    private static Duration notZero(Duration time) {
        return time.isZero() ? SECOND : time;
    }

    private void file(Word name, Statement line) {
        Values values = context.read(line, TrackerKeywords.FILE);
        Weight weight = weight(values, Weight.WIDE_LIMIT, 1);
        Optional<Path> path = values.text("file").flatMap(text -> path(text, values));
        if (path.isEmpty()) {
            context.findings().error(name.place(), "track_file " + name.text() + " has no file; it is left out");
        }
        path.map(Path::getParent)
                .filter(directory -> !context.host().hasDirectory(directory))
                .ifPresent(directory -> context.findings()
                        .hereAndNow(
                                values.place("file"),
                                Severity.NOTE,
                                "there is no directory '" + directory + "' here now: the number counts as 0 and is not"
                                        + " followed"));
        if (register(Tracker.Kind.FILE, name, weight, path.isPresent()) && path.isPresent()) {
            List<Word> init = values.line("init_file").map(Statement::arguments).orElse(List.of());
            TrackFile file = new TrackFile(
                    name.text(),
                    path.get(),
                    weight.value(),
                    weight.reverse(),
                    values.has("init_file") ? initialValue(init) : OptionalLong.empty(),
                    init.stream().anyMatch(word -> word.text().equals("overwrite")));
            files.add(file);
            context.files().define(file);
        }
    }

    private Optional<Path> path(String text, Values values) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            context.findings().error(values.place("file"), "'" + text + "' is no path");
            return Optional.empty();
        }
    }

    private OptionalLong initialValue(List<Word> words) {
        OptionalLong value = OptionalLong.of(0);
        for (Word word : words) {
            OptionalLong number = Numbers.whole(word.text());
            if (number.isPresent()) {
                value = number;
            } else if (!word.text().equals("overwrite")) {
                context.findings().warning(word, "init_file takes a number and overwrite, not '" + word.text() + "'");
            }
        }
        return value;
    }

    private void process(Word name, Statement line) {
        Values values = context.read(line, TrackerKeywords.PROCESS);
        Weight weight = weight(values, Weight.WIDE_LIMIT, 0);
        List<String> command = values.line("process").map(Statement::arguments).orElse(List.of()).stream()
                .map(Word::text)
                .toList();
        if (command.isEmpty()) {
            context.findings()
                    .error(name.place(), "vrrp_track_process " + name.text() + " has no process; it is left out");
        }
        if (register(Tracker.Kind.PROCESS, name, weight, !command.isEmpty()) && !command.isEmpty()) {
            processes.add(TrackedProcesses.build(name.text(), command, weight, values, context.findings()));
        }
    }

    private void session(Word name, Statement line) {
        Optional<BfdSession> session =
                BfdBuilder.build(name, context.read(line, TrackerKeywords.BFD), context.findings());
        Weight weight = session.map(s -> new Weight(s.weight(), s.reverse())).orElse(new Weight(0, false));
        if (find(Tracker.Kind.BFD, name.text()).isPresent()) {
            context.findings()
                    .error(
                            name.place(),
                            "there is another bfd_instance '" + name.text() + "' above; this one is skipped");
        } else if (register(Tracker.Kind.BFD, name, weight, session.isPresent())) {
            session.ifPresent(sessions::add);
        }
    }
}
