package io.vigil.linux.icmp;

import io.vigil.linux.frame.InternetChecksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An echo request or reply of ICMP (RFC 792) or ICMPv6 (RFC 4443, 4.1 and 4.2).
 *
 * @param six whether it is ICMPv6
 * @param reply whether it is a reply
 * @param identifier 0 to 65,535, whose it is
 * @param sequence 0 to 65,535, which one it is
 * @param data what a reply repeats
 */
public record EchoMessage(boolean six, boolean reply, int identifier, int sequence, ByteBuffer data) {
    /** Length of all before the data. */
    public static final int HEADER = 8;

    private static final int REQUEST_4 = 8;
    private static final int REPLY_4 = 0;
    private static final int REQUEST_6 = 128;
    private static final int REPLY_6 = 129;

    /** Writes it at index 0 and returns its length. The checksum of ICMPv6 is 0: the kernel, which knows the addresses, fills it in. */
    public int write(ByteBuffer out) {
        ByteBuffer bytes = out.duplicate().order(ByteOrder.BIG_ENDIAN);
        int type = six ? reply ? REPLY_6 : REQUEST_6 : reply ? REPLY_4 : REQUEST_4;
        bytes.put(0, (byte) type).put(1, (byte) 0).putShort(2, (short) 0);
        bytes.putShort(4, (short) identifier).putShort(6, (short) sequence);
        bytes.put(HEADER, data, data.position(), data.remaining());
        int length = HEADER + data.remaining();
        if (!six) {
            bytes.putShort(2, (short) InternetChecksum.finish(InternetChecksum.sum(bytes, 0, length)));
        }
        return length;
    }

    /**
     * Reads one; empty when the bytes are none, are cut before the data, or have another checksum than their own (ICMP; that of ICMPv6
     * the kernel has verified). The data are a view.
     */
    public static Optional<EchoMessage> read(boolean six, ByteBuffer bytes) {
        Optional<EchoMessage> read = readHeader(six, bytes);
        return six || InternetChecksum.finish(InternetChecksum.sum(bytes, bytes.position(), bytes.remaining())) == 0
                ? read
                : Optional.empty();
    }

    /** The same for the beginning of a message, as an ICMP error quotes it (RFC 792: 64 bits at least). */
    static Optional<EchoMessage> readHeader(boolean six, ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.BIG_ENDIAN);
        if (in.remaining() < HEADER || in.get(1) != 0) {
            return Optional.empty();
        }
        int type = in.get(0) & 0xff;
        boolean reply = type == (six ? REPLY_6 : REPLY_4);
        if (!reply && type != (six ? REQUEST_6 : REQUEST_4)) {
            return Optional.empty();
        }
        return Optional.of(new EchoMessage(
                six,
                reply,
                in.getShort(4) & 0xffff,
                in.getShort(6) & 0xffff,
                in.slice(HEADER, in.remaining() - HEADER)));
    }
}
