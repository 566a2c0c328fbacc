package io.vigil.vrrp.machine;

import java.net.InetAddress;
import java.time.Duration;

/** What can happen to the virtual routers of this host. */
public sealed interface Event {
    /**
     * An advert that passed the receive checks.
     *
     * @param router name of the instance
     * @param priority the sender's
     * @param interval the sender's
     * @param source the sender
     */
    record AdvertHeard(String router, int priority, Duration interval, InetAddress source) implements Event {}

    /** The earliest deadline has passed, and everything received before has been delivered. */
    record TimersDue() implements Event {}

    /** The address that adverts of this instance come from. */
    record SourceKnown(String router, InetAddress source) implements Event {}

    /**
     * Something that keeps an instance from serving began.
     *
     * @param key what it is, unique in the instance
     * @param text the same for people
     */
    record FaultBegan(String router, String key, String text) implements Event {}

    /** That ended. */
    record FaultEnded(String router, String key, String text) implements Event {}

    /**
     * A weighted tracker changed what it adds to the priority.
     *
     * @param key the tracker
     * @param points what it adds now
     * @param text why, for people
     */
    record PointsChanged(String router, String key, int points, String text) implements Event {}

    /** The instance must wait for the first result of something. */
    record ResultAwaited(String router, String key) implements Event {}

    /** The first result is there; what it says came before this event. */
    record ResultCame(String router, String key) implements Event {}

    /** A virtual address vanished by somebody else's hand and could not be put back. */
    record AddressLost(String router, String text) implements Event {}
}
