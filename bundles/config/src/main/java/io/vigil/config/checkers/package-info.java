/**
 * Checker types as their bundles declare them: how a block under {@code real_server} becomes options by such a declaration, how a
 * check of the configuration is resolved to what is run, and how declarations travel in bundles as small text resources, so that a
 * configuration can be tested where no framework runs.
 *
 * <p>Values are immutable; a binder is used by one thread. The resources stand in {@code META-INF/vigil/checkers/}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.config.checkers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
