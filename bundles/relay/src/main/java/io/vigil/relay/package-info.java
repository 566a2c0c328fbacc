/**
 * The data plane in user space: accepts TCP connections and UDP datagrams at the services' addresses and relays them to
 * servers. What runs where the kernel has no IPVS, or without privileges.
 *
 * <p>Threads: a few event loops named {@code relay-io-N}. A service with all its connections lives on one of them, so that
 * its pool, counters and tables are plain fields; other threads post to the loop. Servers see the director's address.
 * Schedulers and thresholds follow what IPVS does (linux/ip_vs.h), except where a relay can do better; the classes say where.
 */
@NullMarked
package io.vigil.relay;

import org.jspecify.annotations.NullMarked;
