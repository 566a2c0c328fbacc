package io.vigil.core.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the framework around the director says of checkers.
 *
 * @param troubles bundles that should bring a checker type and do not
 * @param features which feature brings a type
 * @param others what else is wrong: files that were not deployed, what bundles left behind
 */
public record Deployment(List<Trouble> troubles, Map<String, String> features, List<String> others) {
    /** Nothing is known yet. */
    public static final Deployment NOTHING = new Deployment(List.of(), Map.of(), List.of());

    /**
     * A bundle whose checker type does not work.
     *
     * @param type the type's keyword
     * @param bundle its symbolic name
     * @param version its version
     * @param cause why, and what to do
     */
    public record Trouble(String type, String bundle, String version, String cause) {
        @Override
        public String toString() {
            return type + " of " + bundle + " " + version + " does not work: " + cause;
        }
    }

    public Deployment {
        troubles = List.copyOf(troubles);
        features = Map.copyOf(features);
        others = List.copyOf(others);
    }

    /** What to say of a type that no bundle brings. */
    public String missing(String type) {
        Optional<Trouble> trouble =
                troubles.stream().filter(t -> t.type().equals(type)).findFirst();
        if (trouble.isPresent()) {
            return trouble.get().toString();
        }
        String feature = features.get(type);
        return type + " is not installed" + (feature == null ? "" : ": feature:install " + feature);
    }
}
