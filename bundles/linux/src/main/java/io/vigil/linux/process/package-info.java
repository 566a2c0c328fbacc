/**
 * This process and others: its capabilities, limits and signals, and programs run as somebody else within a time.
 *
 * <p>Nothing blocks the caller: programs are started, timed and stopped by one thread. Spec: capabilities(7), setpriv(1),
 * setsid(2), kill(2), setrlimit(2).
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
