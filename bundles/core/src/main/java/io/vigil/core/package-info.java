/**
 * The director: takes configurations, runs checks, keeps pools, data plane and failover as they should be, and tells what happened.
 *
 * <p>All state belongs to the thread {@code director}; services that come and go, results, signals and commands are messages to it.
 * Readers on other threads see immutable snapshots.
 */
@NullMarked
package io.vigil.core;

import org.jspecify.annotations.NullMarked;
