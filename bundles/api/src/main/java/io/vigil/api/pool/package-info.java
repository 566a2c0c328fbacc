/**
 * Desired virtual servers, real servers and their checks, as the configuration asks for them, and what is observed of them.
 *
 * <p>Desired and observed are different types. Everything here is an immutable value and may be used from any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api.pool;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
