/**
 * Netlink: messages, attributes and one way to execute requests, over a transport that a test can script.
 *
 * <p>A connection belongs to one thread, which waits for answers; the kernel answers within the send, so this takes
 * microseconds. Monitors never wait and are read from an event loop. Spec: netlink(7), linux/netlink.h,
 * Documentation/userspace-api/netlink/intro.rst.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.netlink;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
