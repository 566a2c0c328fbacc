package io.vigil.ipvs;

import java.util.Optional;

/** Loads kernel modules. */
@FunctionalInterface
interface ModuleLoader {
    /** Loads a module with those it needs; tells why it could not. */
    Optional<String> load(String module);
}
