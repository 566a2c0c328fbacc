package io.vigil.linux.rtnetlink;

/** What the kernel tells of its interfaces, addresses, routes and rules as they change. */
public sealed interface NetworkEvent {
    /** An interface is new or has changed; it is told whole, and more often than it changes. */
    record LinkChanged(Link link) implements NetworkEvent {}

    /** An interface is gone. */
    record LinkRemoved(Link link) implements NetworkEvent {}

    /** An address is new or has changed. */
    record AddressAdded(InterfaceAddress address) implements NetworkEvent {}

    /** An address is gone. */
    record AddressRemoved(InterfaceAddress address) implements NetworkEvent {}

    /** A route is new or has changed. */
    record RouteAdded(Route route) implements NetworkEvent {}

    /** A route is gone. Those of an interface that goes down go without a word (IPv4). */
    record RouteRemoved(Route route) implements NetworkEvent {}

    /** A rule is new. */
    record RuleAdded(Rule rule) implements NetworkEvent {}

    /** A rule is gone. */
    record RuleRemoved(Rule rule) implements NetworkEvent {}

    /** News was lost because it came faster than it was read: everything must be read anew. */
    record ResyncNeeded() implements NetworkEvent {}
}
