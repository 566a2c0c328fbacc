/**
 * The words every part of Vigil shares: places in a configuration file, diagnostics, statements of the file language,
 * endpoints, protocols and scripts.
 *
 * <p>Everything here is an immutable value and may be used from any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
