/**
 * Echo requests and what comes back: datagram sockets of ICMP where {@code net.ipv4.ping_group_range} allows them, raw ones else,
 * which need CAP_NET_RAW.
 *
 * <p>No call waits; a socket belongs to the thread of the loop that watches its descriptor. The messages are pure. Spec: RFC 792,
 * RFC 4443 section 4, icmp(7), ip(7) IP_RECVERR.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.icmp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
