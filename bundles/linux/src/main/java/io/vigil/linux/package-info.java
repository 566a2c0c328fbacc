/**
 * How a refusal of the kernel reads: one checked exception with the operation, the errno and the kernel's own words.
 *
 * <p>The packages below this one are the floor everything else stands on: system calls, an epoll loop with timers,
 * netlink, raw and packet sockets, programs and signals. Nothing here has heard of directors. Only 64-bit Linux is
 * supported. Values are immutable and may be used from any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
