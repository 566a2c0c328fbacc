/**
 * From the syntax tree to the typed configuration: one builder for each kind of block, the references between blocks, and the
 * checks that need more than one line.
 *
 * <p>{@link io.vigil.config.bind.Binder} is the entry; everything here is made for one loading and used by one thread. What the
 * reference refuses, drops or replaces is refused, dropped or replaced here too, with a diagnostic at the word that caused it.
 */
@NullMarked
package io.vigil.config.bind;

import org.jspecify.annotations.NullMarked;
