/**
 * The only place that calls native code: libc by JNA direct mapping, native memory, and the constants of its headers.
 *
 * <p>Pointers are addresses of direct buffers ({@link io.vigil.linux.libc.NativeBuffer}), structures are laid out by hand
 * for 64-bit Linux. Functions that can meet {@code EAGAIN} say so by their result, all else is a
 * {@link io.vigil.linux.LinuxException}. Calls are safe from any thread; buffers belong to one. Not exported.
 */
@NullMarked
package io.vigil.linux.libc;

import org.jspecify.annotations.NullMarked;
