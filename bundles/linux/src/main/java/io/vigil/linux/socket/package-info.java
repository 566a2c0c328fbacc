/**
 * Raw sockets for protocols on top of IP, and packet sockets for whole frames.
 *
 * <p>No call waits; a socket belongs to the thread of the loop that watches its descriptor, and reuses its memory from packet
 * to packet. Needs CAP_NET_RAW. Spec: raw(7), ip(7), ipv6(7), packet(7), RFC 3542.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.linux.socket;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
