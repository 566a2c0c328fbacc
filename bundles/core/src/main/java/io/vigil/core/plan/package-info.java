/**
 * From a file to what should run: reading it away from the director's thread, deciding whether it may be taken, and resolving its
 * checks by the checker types that are installed.
 *
 * <p>Files are read by the thread {@code config-reader}; everything else is a pure function.
 */
@NullMarked
package io.vigil.core.plan;

import org.jspecify.annotations.NullMarked;
