package io.vigil.linux.netlink;

/** What to ask of the kernel. {@code NLM_F_REQUEST} and the acknowledgement are the connection's business. */
public final class NetlinkRequest {
    private final String operation;
    private final int type;
    private final int flags;
    private final byte[] payload;

    /**
     * @param operation what this is, on what, for the message of a failure: {@code add 10.0.0.1/32 to eth0}
     * @param type the message type
     * @param flags such as {@code NLM_F_CREATE | NLM_F_EXCL}, or {@code NLM_F_DUMP} for all there is
     * @param payload fixed header and attributes; owned by the request from now on
     */
    public NetlinkRequest(String operation, int type, int flags, byte[] payload) {
        this.operation = operation;
        this.type = type;
        this.flags = flags;
        this.payload = payload;
    }

    /** What this is, on what. */
    public String operation() {
        return operation;
    }

    /** The message type. */
    public int type() {
        return type;
    }

    /** The flags of the request's own. */
    public int flags() {
        return flags;
    }

    /** Fixed header and attributes, not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** Whether the answer is a dump in many parts. */
    boolean dump() {
        return (flags & NetlinkConstants.NLM_F_DUMP) == NetlinkConstants.NLM_F_DUMP
                && (flags & NetlinkConstants.NLM_F_CREATE) == 0;
    }

    @Override
    public String toString() {
        return operation;
    }
}
