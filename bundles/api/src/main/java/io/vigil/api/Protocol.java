package io.vigil.api;

/** A transport protocol that a virtual server may have; numbers are IANA's (linux/in.h). */
public enum Protocol {
    /** Transmission Control Protocol. */
    TCP(6),
    /** User Datagram Protocol. */
    UDP(17),
    /** Stream Control Transmission Protocol. */
    SCTP(132);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /** The number in an IP header. */
    public int number() {
        return number;
    }

    /** The lower-case name, as operators and dumps write it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
