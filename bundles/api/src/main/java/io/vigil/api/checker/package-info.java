/**
 * What a checker bundle implements: one {@link io.vigil.api.checker.CheckerFactory} published through Declarative Services,
 * which turns a block of the configuration into a {@link io.vigil.api.checker.Checker}, which answers one question.
 *
 * <p>The engine owns time, retries, thresholds and sockets; a checker owns no thread and keeps no state between checks.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api.checker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
