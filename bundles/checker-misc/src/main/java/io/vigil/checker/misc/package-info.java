/**
 * {@code MISC_CHECK}: a server is up when a program says so with its exit status. Owns no thread; specification: rules X15 to X19 of
 * the reference's behaviour.
 *
 * <p>One thing differs on purpose. A program that cannot be run is a failure, and so are the statuses 126 and 127 by which a shell says
 * that: the reference calls them a success, or a weight.
 */
@NullMarked
package io.vigil.checker.misc;

import org.jspecify.annotations.NullMarked;
