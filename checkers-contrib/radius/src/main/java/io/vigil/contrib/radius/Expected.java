package io.vigil.contrib.radius;

import org.aaa4j.radius.core.packet.Packet;
import org.aaa4j.radius.core.packet.packets.AccessAccept;
import org.aaa4j.radius.core.packet.packets.AccessChallenge;
import org.aaa4j.radius.core.packet.packets.AccessReject;
import org.aaa4j.radius.core.packet.packets.AccountingResponse;

/** The answer that a request must get. */
enum Expected {
    ACCEPT,
    REJECT,
    ANY,
    /** To a Status-Server: what depends on the port (RFC 5997 section 4). */
    ALIVE;

    /** Whether this is it. */
    boolean isMetBy(Packet answer) {
        return switch (this) {
            case ACCEPT -> answer.getCode() == AccessAccept.CODE;
            case REJECT -> answer.getCode() == AccessReject.CODE;
            case ANY ->
                answer.getCode() == AccessAccept.CODE
                        || answer.getCode() == AccessReject.CODE
                        || answer.getCode() == AccessChallenge.CODE;
            case ALIVE -> answer.getCode() == AccessAccept.CODE || answer.getCode() == AccountingResponse.CODE;
        };
    }

    /** A packet's name, as RFC 2865 section 4 has it. */
    static String name(Packet answer) {
        return switch (answer.getCode()) {
            case AccessAccept.CODE -> AccessAccept.NAME;
            case AccessReject.CODE -> AccessReject.NAME;
            case AccessChallenge.CODE -> AccessChallenge.NAME;
            case AccountingResponse.CODE -> "Accounting-Response";
            default -> "a packet with code " + answer.getCode();
        };
    }
}
