/**
 * Links, addresses, routes and rules of the kernel: reading, changing and hearing of changes.
 *
 * <p>Codecs are pure. A client belongs to one thread, which waits for answers (microseconds); a monitor is read from an event
 * loop. Spec: rtnetlink(7), linux/rtnetlink.h, linux/if_link.h, linux/if_addr.h, linux/fib_rules.h.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.rtnetlink;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
