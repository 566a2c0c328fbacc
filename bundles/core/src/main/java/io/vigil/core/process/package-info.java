/**
 * The edge to the operating system: how the process was started, its signals, its pid file, the data dump, and its exit status.
 *
 * <p>Signals arrive on threads of the JVM and are passed on at once; the dump is written by a thread of its own.
 */
@NullMarked
package io.vigil.core.process;

import org.jspecify.annotations.NullMarked;
