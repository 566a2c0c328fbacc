package io.vigil.core.process;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a director was started.
 *
 * @param configuration the file
 * @param data its data directory
 * @param configId the id that {@code @} conditions compare with; empty for the host's name
 * @param strictIncludes every problem with an include counts
 * @param only what it does; empty for everything
 * @param dataPlane the data plane to use; empty for the best
 * @param keepServices a stop leaves the data plane as it is
 * @param keepAddresses a stop leaves addresses to the next director
 * @param pidFile where to write the process id once the configuration is in force
 */
public record LaunchOptions(
        Path configuration,
        Path data,
        Optional<String> configId,
        boolean strictIncludes,
        Optional<Only> only,
        Optional<String> dataPlane,
        boolean keepServices,
        boolean keepAddresses,
        Optional<Path> pidFile) {
    /** A part of the director that runs alone. */
    public enum Only {
        /** VRRP, without virtual servers. */
        VRRP,
        /** Virtual servers and their checks, without VRRP. */
        CHECKS
    }

    /** From properties, as the launcher sets them. */
    public static LaunchOptions from(Function<String, @Nullable String> property) {
        String data = or(property.apply("vigil.data"), or(property.apply("karaf.data"), "data"));
        return new LaunchOptions(
                Path.of(or(property.apply("vigil.config"), "/etc/keepalived/keepalived.conf")),
                Path.of(data, "vigil"),
                Optional.ofNullable(property.apply("vigil.config.id")),
                flag(property, "vigil.config.strict"),
                Optional.ofNullable(property.apply("vigil.only")).map(LaunchOptions::only),
                Optional.ofNullable(property.apply("vigil.dataplane")),
                flag(property, "vigil.keep.ipvs"),
                flag(property, "vigil.keep.vrrp"),
                Optional.ofNullable(property.apply("vigil.pidfile")).map(Path::of));
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static boolean flag(Function<String, @Nullable String> property, String name) {
        return "true".equals(property.apply(name));
    }

    private static Only only(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "vrrp" -> Only.VRRP;
            case "checks" -> Only.CHECKS;
            default -> throw new IllegalArgumentException("vigil.only is '" + word + "', not vrrp or checks");
        };
    }
}
