package io.vigil.linux.netlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Between bytes and netlink messages (struct nlmsghdr, struct nlmsgerr). Pure functions. */
public final class NetlinkCodec {
    /** The size of struct nlmsghdr. */
    public static final int HEADER = 16;

    private static final int ERROR_HEADER = 4 + HEADER;

    private NetlinkCodec() {}

    /** The space a message with that payload takes, padding included. */
    public static int size(int payload) {
        return HEADER + payload + 3 & ~3;
    }

    /** Appends a request. The buffer is in native order and has room. */
    public static void write(ByteBuffer out, int type, int flags, int sequence, byte[] payload) {
        out.putInt(HEADER + payload.length).putShort((short) type).putShort((short) flags);
        out.putInt(sequence).putInt(0).put(payload);
        while ((out.position() & 3) != 0) {
            out.put((byte) 0);
        }
    }

    /** Splits a datagram into its messages. The datagram is shared with them and must not change any more. */
    public static List<NetlinkMessage> split(ByteBuffer datagram) throws LinuxException {
        ByteBuffer in = datagram.slice().order(ByteOrder.nativeOrder());
        List<NetlinkMessage> messages = new ArrayList<>();
        int at = 0;
        while (in.limit() - at >= HEADER) {
            int length = in.getInt(at);
            if (length < HEADER || length > in.limit() - at) {
                throw AttributeReader.malformed(
                        "read netlink messages",
                        "a message at " + at + " claims " + length + " of " + (in.limit() - at) + " bytes");
            }
            messages.add(new NetlinkMessage(
                    in.getShort(at + 4) & 0xffff,
                    in.getShort(at + 6) & 0xffff,
                    in.getInt(at + 8),
                    in.slice(at + HEADER, length - HEADER).asReadOnlyBuffer().order(ByteOrder.nativeOrder())));
            at = (int) Math.min(in.limit(), at + (length + 3L & ~3L));
        }
        return messages;
    }

    /**
     * The error number of an {@code NLMSG_ERROR} or {@code NLMSG_DONE}: 0 for success.
     *
     * @param operation what was asked, for the message when there is no number in it
     */
    public static int error(NetlinkMessage message, String operation) throws LinuxException {
        if (message.payload().remaining() < 4) {
            if (message.type() == NetlinkConstants.NLMSG_DONE) {
                return 0; // older protocols end a dump without a word
            }
            throw AttributeReader.malformed(
                    operation, "an acknowledgement of " + message.payload().remaining() + " bytes");
        }
        return Math.abs(Math.max(message.payload().getInt(message.payload().position()), -Integer.MAX_VALUE));
    }

    /** The failure that an {@code NLMSG_ERROR} or {@code NLMSG_DONE} with a number tells, with the kernel's text if any. */
    public static LinuxException failure(NetlinkMessage message, String operation) throws LinuxException {
        int number = error(message, operation);
        return new LinuxException(operation, number == 0 ? Errno.EPROTO.number() : number, extendedText(message));
    }

    private static String extendedText(NetlinkMessage message) throws LinuxException {
        if ((message.flags() & NetlinkConstants.NLM_F_ACK_TLVS) == 0) {
            return "";
        }
        ByteBuffer payload = message.payload();
        int skip = 4;
        if (message.type() == NetlinkConstants.NLMSG_ERROR) {
            boolean capped = (message.flags() & NetlinkConstants.NLM_F_CAPPED) != 0;
            if (payload.remaining() < ERROR_HEADER) {
                return "";
            }
            int original = payload.getInt(payload.position() + 4);
            skip = capped ? ERROR_HEADER : 4 + Math.max(HEADER, original + 3 & ~3);
        }
        if (skip < 0 || skip > payload.remaining()) {
            return "";
        }
        AttributeReader attributes = AttributeReader.after(payload, skip, "read an acknowledgement");
        String text = "";
        while (attributes.next()) {
            if (attributes.type() == NetlinkConstants.NLMSGERR_ATTR_MSG) {
                text = attributes.string();
            }
        }
        return text;
    }
}
