/**
 * Virtual addresses and who holds them: the desired VRRP instances, sync groups and trackers, and their observed status.
 *
 * <p>Terms are those of RFC 9568 (VRRPv3) and RFC 3768 (VRRPv2). Values are immutable; {@link io.vigil.api.failover.Failover}
 * may be called from any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api.failover;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
