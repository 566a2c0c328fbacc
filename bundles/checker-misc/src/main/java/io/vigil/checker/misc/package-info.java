/**
 * {@code MISC_CHECK}: a server is up when a program says so with its exit status. Owns no thread; specification: rules X15 to X19 of
 * the reference's behaviour.
 */
@NullMarked
package io.vigil.checker.misc;

import org.jspecify.annotations.NullMarked;
