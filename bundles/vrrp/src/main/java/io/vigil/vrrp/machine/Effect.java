package io.vigil.vrrp.machine;

import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VirtualRoute;
import io.vigil.api.failover.VrrpState;
import java.util.List;

/** What is to be done, in this order. */
public sealed interface Effect {
    /** Send an advert. */
    record SendAdvert(String router, int priority) implements Effect {}

    /** Put addresses on this machine; those that are there already are fine. */
    record AddAddresses(String router, List<VirtualAddress> addresses) implements Effect {}

    /** Take addresses off this machine; those that are not there are fine. */
    record RemoveAddresses(String router, List<VirtualAddress> addresses) implements Effect {}

    /** Install routes. */
    record AddRoutes(String router, List<VirtualRoute> routes) implements Effect {}

    /** Remove routes; those that are not there are fine. */
    record RemoveRoutes(String router, List<VirtualRoute> routes) implements Effect {}

    /** Tell the neighbours where these addresses are, so many times each. */
    record Announce(String router, List<VirtualAddress> addresses, int rounds) implements Effect {}

    /** Forget announcements that have not been sent. */
    record CancelAnnouncements(String router) implements Effect {}

    /** Leaving FAULT: let unicast peers learn our hardware address, so that a master reaches us (F37). */
    record AnnounceSource(String router) implements Effect {}

    /** Tell the operator. */
    record Tell(FailoverEvent.Kind kind, boolean group, String name, VrrpState state, int priority, String cause)
            implements Effect {}
}
