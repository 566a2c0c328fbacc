package io.vigil.config;

import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.language.Host;
import io.vigil.config.language.LocalHost;
import io.vigil.config.syntax.ReadSettings;

/**
 * What loading depends on besides the files.
 *
 * @param reading how the text is read
 * @param checkers the checker types that are installed
 */
public record LoadSettings(ReadSettings reading, CheckerCatalog checkers) {
    /** The settings of this host: its name as configuration id, its environment; the seed of random definitions is the clock's. */
    public static LoadSettings ofThisHost(CheckerCatalog checkers) {
        return new LoadSettings(ReadSettings.ofThisHost(System.nanoTime()), checkers);
    }

    /** The same with another configuration id. */
    public LoadSettings withConfigId(String id) {
        return new LoadSettings(reading.withConfigId(id), checkers);
    }

    /** The same with every check of includes on. */
    public LoadSettings withStrictIncludes() {
        return new LoadSettings(reading.withIncludes(ReadSettings.Includes.STRICT), checkers);
    }

    /** What a configuration may name on this machine, looked at anew for each loading. */
    Host host() {
        return new LocalHost();
    }
}
