package io.vigil.vrrp.wire;

import java.time.Duration;

/** What the receive checks say of a datagram. */
public sealed interface Reception {
    /**
     * An advert for this instance.
     *
     * @param priority the sender's priority
     * @param interval the sender's interval between adverts
     * @param sameAddresses whether it names the addresses that we do
     */
    record Advert(int priority, Duration interval, boolean sameAddresses) implements Reception {}

    /**
     * Not to be listened to.
     *
     * @param reason why
     * @param detail the same in words, with what was found and expected
     */
    record Rejected(Reason reason, String detail) implements Reception {}

    /** Why a datagram is not listened to. */
    enum Reason {
        LENGTH,
        TTL,
        VERSION,
        TYPE,
        CHECKSUM,
        AUTHENTICATION_TYPE,
        AUTHENTICATION_MISMATCH,
        AUTHENTICATION,
        INTERVAL,
        /** Multicast for a unicast instance, or the other way round. */
        DESTINATION,
        /** A unicast sender that is no peer, or too far away. */
        SENDER
    }
}
