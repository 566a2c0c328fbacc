/**
 * Keeps the data plane's table equal to what the pools ask for: desired minus observed gives a batch of changes.
 *
 * <p>What stands there already is adopted, what others put there is reported and left alone, what was ours and is not wanted goes.
 * Owned by the {@code director} thread; the comparison itself is a pure function.
 */
@NullMarked
package io.vigil.core.reconcile;

import org.jspecify.annotations.NullMarked;
