package io.vigil.config.language;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.TrackFile;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code track_file}s of a configuration, for the checks that name them. The reference knows those that stand above a check; here
 * one that stands below is found too, with a warning.
 */
public final class TrackFiles {
    private final Map<String, TrackFile> byName = new LinkedHashMap<>();
    private final Set<String> above = new HashSet<>();

    /** None. */
    public TrackFiles() {}

    /** Those of a configuration that has been read: where each stands does not matter any more. */
    public TrackFiles(Collection<TrackFile> files) {
        for (TrackFile file : files) {
            define(file);
            reached(file.name());
        }
    }

    /** Takes one that can be used. */
    public void define(TrackFile file) {
        byName.putIfAbsent(file.name(), file);
    }

    /** Says that reading has come to the definition of this name. */
    public void reached(String name) {
        above.add(name);
    }

    /** What a check means by a name; empty, and told, when there is none. */
    Optional<Object> find(Word name, Findings findings) {
        TrackFile file = byName.get(name.text());
        if (file == null) {
            Diagnostic diagnostic = Diagnostic.of(
                    name.place(), Severity.ERROR, "there is no track_file '" + name.text() + "'; it is not followed");
            findings.add(Spelling.nearest(name.text(), byName.keySet())
                    .map(near -> diagnostic.hint("did you mean " + near + "?"))
                    .orElse(diagnostic));
        } else if (!above.contains(name.text())) {
            findings.warning(
                    name,
                    "track_file '" + name.text()
                            + "' stands below; it is followed, but the reference would not find it");
        }
        return Optional.ofNullable(file);
    }
}
