package io.vigil.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A BFD session (RFC 5880).
 *
 * @param name its name
 * @param neighbour the other end
 * @param source our address; empty for the kernel's choice
 * @param minRx required minimum receive interval
 * @param minTx desired minimum transmit interval while up
 * @param idleTx transmit interval while not up
 * @param multiplier detection multiplier
 * @param passive whether to wait for the other end's first packet
 * @param ttl TTL or hop limit of what we send
 * @param maxHops hops that a received packet may have taken; -1 for any number
 * @param multihop whether port 4784 is used (RFC 5883)
 * @param weight the weight of trackers that give none
 * @param reverse whether the sign is turned
 */
public record BfdSession(
        String name,
        InetAddress neighbour,
        Optional<InetAddress> source,
        Duration minRx,
        Duration minTx,
        Duration idleTx,
        int multiplier,
        boolean passive,
        int ttl,
        int maxHops,
        boolean multihop,
        int weight,
        boolean reverse) {}
