package io.vigil.api.failover;

/** The states of a VRRP instance (RFC 9568 section 6.4, and FAULT as every implementation has it); codes are the reference's. */
public enum VrrpState {
    /** Before the first event. */
    INIT(0),
    /** Listening to a master. */
    BACKUP(1),
    /** Holding the addresses. */
    MASTER(2),
    /** Unable to hold them: an interface, address or tracked thing fails. */
    FAULT(3);

    private final int code;

    VrrpState(int code) {
        this.code = code;
    }

    /** The number in dumps and SNMP. */
    public int code() {
        return code;
    }
}
