package io.vigil.api.director;

import io.vigil.api.checker.CheckerDescription;
import java.util.Optional;

/**
 * A checker type that is installed, or that the configuration names.
 *
 * @param keyword its keyword
 * @param bundle symbolic name of its bundle; empty when none brings it
 * @param version its bundle's version; empty when none brings it
 * @param checks checks of that type
 * @param broken runs that broke
 * @param description what it declares
 */
public record CheckerTypeStatus(
        String keyword,
        String bundle,
        String version,
        int checks,
        long broken,
        Optional<CheckerDescription> description) {}
