/**
 * The framework as far as checkers are concerned: takes in the factories that bundles publish, and says what is wrong with bundles
 * that should publish one, with files that were dropped, and with what bundles leave behind when they go.
 *
 * <p>A stranger's code runs on its own {@link io.vigil.core.check.Lane}; one thread, {@code checker-bundles}, looks at the framework
 * once a second. Nothing here runs on the director's thread.
 */
@NullMarked
package io.vigil.core.deploy;

import org.jspecify.annotations.NullMarked;
