/**
 * The data plane in the kernel: IP Virtual Server, read and changed through its generic netlink family.
 *
 * <p>Owns one netlink socket, no thread; all calls come from the director's thread, and are serialized anyway. The codecs
 * are pure functions between the API's records and attributes. Spec: linux/ip_vs.h and the kernel's own parsing of it
 * (net/netfilter/ipvs/ip_vs_ctl.c).
 */
@NullMarked
package io.vigil.ipvs;

import org.jspecify.annotations.NullMarked;
