package io.vigil.linux.frame;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** The checksum of IP, ICMP, VRRP and others: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071). */
public final class InternetChecksum {
    private InternetChecksum() {}

    /** The sum of a range, to be carried on or {@link #finish}ed. An odd last byte counts as followed by zero. */
    public static long sum(ByteBuffer data, int from, int length) {
        long sum = 0;
        int end = from + length;
        int at = from;
        for (; at + 1 < end; at += 2) {
            sum += (data.get(at) & 0xff) << 8 | (data.get(at + 1) & 0xff);
        }
        return at < end ? sum + ((data.get(at) & 0xff) << 8) : sum;
    }

    /** The sum of the pseudo header that stands before a message on IPv4 or IPv6. */
    public static long pseudoHeader(InetAddress source, InetAddress destination, int protocol, int length) {
        byte[] from = source.getAddress();
        byte[] to = destination.getAddress();
        return sum(ByteBuffer.wrap(from), 0, from.length)
                + sum(ByteBuffer.wrap(to), 0, to.length)
                + protocol
                + (length >>> 16)
                + (length & 0xffff);
    }

    /** The checksum of a sum. Over data that contain their right checksum it is 0. */
    public static int finish(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
