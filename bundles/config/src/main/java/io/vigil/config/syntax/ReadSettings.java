package io.vigil.config.syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What reading depends on besides the files.
 *
 * @param configId what {@code @ID} lines are compared with; without one they are dropped and {@code @^ID} lines kept
 * @param environment what <code>${_ENV NAME}</code> finds
 * @param seed where <code>${_RANDOM}</code> starts unless {@code random_seed} says otherwise
 * @param includes what an include without letter insists on, and whether includes are followed at all
 * @param blockKeywords keywords that are always followed by a block, so that a missing brace is noticed there
 * @param limits where reading gives up
 */
public record ReadSettings(
        Optional<String> configId,
        Map<String, String> environment,
        long seed,
        Includes includes,
        Set<String> blockKeywords,
        ReadLimits limits) {
    /**
     * How includes are treated.
     *
     * @param followed whether they are read; text that did not come from an operator's file should not name files here
     * @param checks what plain {@code include} insists on at the start
     */
    public record Includes(boolean followed, Set<IncludeCheck> checks) {
        /** Followed, and a missing file is only a warning. */
        public static final Includes LENIENT = new Includes(true, Set.of());
        /** Followed, and anything missing refuses the configuration: {@code --all-config}. */
        public static final Includes STRICT = new Includes(true, Set.of(IncludeCheck.values()));
        /** Reported and skipped. */
        public static final Includes IGNORED = new Includes(false, Set.of());

        /** Copies the set. */
        public Includes {
            checks = Set.copyOf(checks);
        }
    }

    /** Copies the collections. */
    public ReadSettings {
        environment = Map.copyOf(environment);
        blockKeywords = Set.copyOf(blockKeywords);
    }

    /** Settings with a configuration id and nothing else: no environment, seed 0, lenient includes. */
    public static ReadSettings of(String configId) {
        return new ReadSettings(Optional.of(configId), Map.of(), 0, Includes.LENIENT, Set.of(), ReadLimits.DEFAULT);
    }

    /** The settings of this host: its name up to the first dot as configuration id, the environment of this process. */
    public static ReadSettings ofThisHost(long seed) {
        return new ReadSettings(hostName(), System.getenv(), seed, Includes.LENIENT, Set.of(), ReadLimits.DEFAULT);
    }

    /** The same with another configuration id. */
    public ReadSettings withConfigId(String id) {
        return new ReadSettings(Optional.of(id), environment, seed, includes, blockKeywords, limits);
    }

    /** The same with another treatment of includes. */
    public ReadSettings withIncludes(Includes treatment) {
        return new ReadSettings(configId, environment, seed, treatment, blockKeywords, limits);
    }

    /** The same with keywords that always open a block. */
    public ReadSettings withBlockKeywords(Set<String> keywords) {
        return new ReadSettings(configId, environment, seed, includes, keywords, limits);
    }

    /** The same with other limits. */
    public ReadSettings withLimits(ReadLimits bounds) {
        return new ReadSettings(configId, environment, seed, includes, blockKeywords, bounds);
    }

    private static Optional<String> hostName() {
        String name;
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (IOException e) {
            name = System.getenv().getOrDefault("HOSTNAME", ""); // no /proc: what the shell says is next best
        }
        int dot = name.indexOf('.');
        String shortName = dot < 0 ? name : name.substring(0, dot);
        return shortName.isEmpty() ? Optional.empty() : Optional.of(shortName);
    }
}
