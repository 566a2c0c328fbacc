/**
 * A loop thread: one named platform thread that owns descriptors, timers and everything its callbacks touch.
 *
 * <p>Time is {@link java.lang.System#nanoTime()} throughout. What is ready to be read is handled before any timer runs, so
 * that after a pause the news is heard before the clock is believed. Only {@code execute} and {@code close} may be called
 * from other threads. See epoll(7), timerfd_create(2), eventfd(2).
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.loop;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
