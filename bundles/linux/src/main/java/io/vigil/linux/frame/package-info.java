/**
 * Frames that announce where an address now lives: gratuitous ARP and unsolicited neighbour advertisements; and the checksum
 * of the Internet.
 *
 * <p>Pure functions and immutable values. Spec: RFC 826, RFC 5227, RFC 4861, RFC 4443, RFC 1071.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.frame;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
