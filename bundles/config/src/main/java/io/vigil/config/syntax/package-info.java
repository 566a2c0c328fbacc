/**
 * The file language of {@code keepalived.conf}: from bytes to a tree of statements, each word with the file, line and column
 * where the operator wrote it. Comments, quoting, braces, includes, conditions, definitions, {@code ~SEQ} and {@code ~LST} end
 * here; what a keyword means begins elsewhere, so nothing in this package knows one (but the two that steer reading itself).
 *
 * <p>Reading is a pure function of the files, the settings and nothing else: no shared state, any thread, and any bytes give
 * diagnostics, never an exception. Work and memory are bounded by {@link io.vigil.config.syntax.ReadLimits}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.config.syntax;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
