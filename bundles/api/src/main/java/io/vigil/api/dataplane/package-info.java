/**
 * What forwards packets: the kernel's IPVS or the relay in user space, seen as a table that can be read and changed in batches.
 *
 * <p>A data plane is called from the director's thread only, unless a method says otherwise.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api.dataplane;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
