/**
 * The election: what each virtual router and sync group of this host does next, given what happened and when.
 *
 * <p>Pure: {@link io.vigil.vrrp.machine.Routers} takes events and a time and returns effects; timers are deadlines that
 * it names. It holds no socket, clock or thread, and belongs to the one thread that calls it. Times are nanoseconds from
 * an origin of the caller's choice. Specification: RFC 9568 section 6, RFC 3768 section 6, and the reference's behaviour
 * where it goes further (sync groups, trackers, preemption delay).
 */
@NullMarked
package io.vigil.vrrp.machine;

import org.jspecify.annotations.NullMarked;
