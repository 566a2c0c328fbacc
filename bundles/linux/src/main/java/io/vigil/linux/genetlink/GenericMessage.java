package io.vigil.linux.genetlink;

import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.NetlinkMessage;

/**
 * One answer of a family.
 *
 * @param command the family's command
 * @param version the version of its protocol
 * @param attributes what it says, at the beginning
 */
public record GenericMessage(int command, int version, AttributeReader attributes) {
    private static final int HEADER = 4;

    /** Takes the generic header off a netlink message. */
    public static GenericMessage of(NetlinkMessage message) throws LinuxException {
        AttributeReader attributes = AttributeReader.after(message.payload(), HEADER, "read a generic netlink message");
        int at = message.payload().position();
        return new GenericMessage(
                message.payload().get(at) & 0xff, message.payload().get(at + 1) & 0xff, attributes);
    }
}
