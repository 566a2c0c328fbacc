package io.vigil.checker.dns;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What of an answer counts.
 *
 * @param code the response code, 0 to 15 (RFC 1035 section 4.1.1)
 */
record Answer(int code) {
    private static final int HEADER = 12;
    private static final int RESPONSE = 0x8000;
    private static final int CODE = 0x000f;
    private static final List<String> WORDS = List.of(
            "no error",
            "format error",
            "server failure",
            "no such name",
            "not implemented",
            "refused",
            "name exists",
            "record set exists",
            "no such record set",
            "not authoritative",
            "not in zone");

    /** The answer to the query of this number that a datagram is; empty when it is something else. */
    static Optional<Answer> read(ByteBuffer datagram, int id) {
        if (datagram.remaining() < HEADER) {
            return Optional.empty();
        }
        int at = datagram.position();
        int number = datagram.getShort(at) & 0xffff;
        int flags = datagram.getShort(at + 2) & 0xffff;
        return number == id && (flags & RESPONSE) != 0 ? Optional.of(new Answer(flags & CODE)) : Optional.empty();
    }

    boolean good() {
        return code == 0;
    }

    @Override
    public String toString() {
        return "RCODE " + code + (code < WORDS.size() ? " (" + WORDS.get(code) + ")" : "");
    }
}
