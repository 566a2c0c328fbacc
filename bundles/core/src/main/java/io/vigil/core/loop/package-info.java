/**
 * The {@code director} thread: a queue of messages and a heap of timers, run by one platform thread that owns the director's state.
 *
 * <p>{@link io.vigil.core.loop.Loop#post} may be called from any thread, everything else from the loop's own.
 */
@NullMarked
package io.vigil.core.loop;

import org.jspecify.annotations.NullMarked;
