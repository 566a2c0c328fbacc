package io.vigil.core.plan;

import io.vigil.config.LoadedConfig;
import io.vigil.config.checkers.CheckerCatalog;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration that was read.
 *
 * @param file the file
 * @param loaded what came of it
 * @param types the checker types that were known then
 * @param pools its virtual servers, checks resolved by these types; none when it cannot be run
 */
public record Reading(Path file, LoadedConfig loaded, CheckerCatalog types, List<ResolvedPool> pools) {
    public Reading {
        pools = List.copyOf(pools);
    }
}
