/**
 * What a pool is at any moment: which of its servers are alive, with what weight, whether it has quorum, and so what the data
 * plane should hold for it.
 *
 * <p>Pure: events and a time go in, effects come out; no threads, sockets or clocks. Owned by the {@code director} thread. Rules Q1
 * to Q12, C3 and B21 to B23 of the reference's behaviour.
 */
@NullMarked
package io.vigil.core.pool;

import org.jspecify.annotations.NullMarked;
