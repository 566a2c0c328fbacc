/**
 * Runs probes: one run asks one server one question through a checker that some bundle brought, and gives exactly one result.
 *
 * <p>Threads: {@code check-io-N} are event loops, each bundle's checkers have their own; everything of a run happens on the loop it
 * was given, without locks. {@code check-deadline} ends runs whose time is up and frees loops that a checker holds.
 * {@code check-blocking-N} are lent to clients that block, {@code check-tls} reads certificates, {@code check-icmp} sends echoes.
 * No thread belongs to a single check, and nothing here is created before the first run.
 *
 * <p>Specification: the CheckContext contract in {@code io.vigil.api.checker}; RFC 8446 and RFC 6066 for TLS.
 */
@NullMarked
package io.vigil.core.probe;

import org.jspecify.annotations.NullMarked;
