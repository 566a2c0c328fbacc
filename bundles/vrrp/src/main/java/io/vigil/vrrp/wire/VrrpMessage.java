package io.vigil.vrrp.wire;

/** Offsets and numbers of a VRRP message (RFC 3768 section 5.1, RFC 9568 section 5.1). */
final class VrrpMessage {
    /** The IP protocol. */
    static final int PROTOCOL = 112;

    static final int HEADER = 8;
    static final int PASSWORD = 8;

    static final int VERSION_TYPE = 0;
    static final int ROUTER_ID = 1;
    static final int PRIORITY = 2;
    static final int COUNT = 3;
    /** Version 2: authentication type and interval in seconds; version 3: 12 bits of centiseconds. */
    static final int AUTHENTICATION = 4;

    static final int INTERVAL = 5;
    static final int CHECKSUM = 6;

    static final int TYPE_ADVERTISEMENT = 1;
    static final int AUTHENTICATION_NONE = 0;
    static final int AUTHENTICATION_PASSWORD = 1;
    static final int AUTHENTICATION_HEADER = 2;

    /** The largest interval of version 3, in centiseconds. */
    static final int MAX_CENTISECONDS = 0xfff;

    private VrrpMessage() {}
}
