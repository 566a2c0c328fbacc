/**
 * Generic netlink: families by name, and requests with a command to them.
 *
 * <p>Belongs to the thread of the connection it uses. Spec: linux/genetlink.h,
 * Documentation/userspace-api/netlink/intro.rst.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.genetlink;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
