package io.vigil.api.director;

import io.vigil.api.checker.CheckerDescription;
import java.util.Optional;

/**
 * A checker type that is installed, that should be, or that the configuration names. Where several bundles bring the same type there
 * is one for each of them.
 *
 * @param keyword its keyword; the bundle's name where a bundle is too broken to tell
 * @param bundle symbolic name of its bundle; empty when none brings it
 * @param version its bundle's version; empty when none brings it
 * @param state whether its checks run
 * @param problem what is wrong with it, and what to do; empty when nothing is
 * @param checks checks of that type
 * @param broken runs that broke
 * @param description what it declares
 */
public record CheckerTypeStatus(
        String keyword,
        String bundle,
        String version,
        State state,
        String problem,
        int checks,
        long broken,
        Optional<CheckerDescription> description) {
    /** Whether checks of a type run. */
    public enum State {
        /** They do. */
        ACTIVE,
        /** Its bundle is there and does not work: it does not resolve or start, or its factory fails. */
        BROKEN,
        /** It works, and another bundle's of the same keyword comes before it. */
        REPLACED,
        /** The configuration names it and no bundle brings it. */
        MISSING
    }
}
