package io.vigil.linux.rtnetlink;

import java.util.Optional;

/**
 * A routing rule: which table packets of some kind are routed by.
 *
 * @param family {@code AF_INET} or {@code AF_INET6}
 * @param source only packets from there
 * @param destination only packets to there
 * @param incoming only packets that came in by this interface; empty for all
 * @param outgoing only packets that a socket bound to this interface sends; empty for all
 * @param priority rules are tried from the lowest on
 * @param mark only packets with this firewall mark; 0 for all
 * @param table the table to use
 * @param action {@code FR_ACT_…}
 * @param protocol who put it there, {@code RTPROT_…}; 0: not said
 */
public record Rule(
        int family,
        Optional<Prefix> source,
        Optional<Prefix> destination,
        String incoming,
        String outgoing,
        int priority,
        int mark,
        int table,
        int action,
        int protocol) {
    /** Priority, condition and table, as people write it. */
    public String text() {
        return priority + ":"
                + source.map(s -> " from " + s).orElse(" from all")
                + destination.map(d -> " to " + d).orElse("")
                + " table " + table;
    }
}
