/**
 * Failover: the VRRP thread and everything it touches. It carries out what {@link io.vigil.vrrp.machine.Routers} decides.
 *
 * <p>One platform thread, {@code vrrp}, owns all state here: an event loop over raw sockets, netlink news and one timer.
 * It never logs, resolves, forks or reads a disk; a log thread, a script starter and a file watcher do that and post what
 * they learn. Readers get immutable snapshots. Specification: RFC 9568, RFC 3768, and the reference's behaviour for
 * addresses, announcements and tracking.
 */
@NullMarked
package io.vigil.vrrp;

import org.jspecify.annotations.NullMarked;
