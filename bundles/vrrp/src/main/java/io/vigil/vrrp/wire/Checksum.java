package io.vigil.vrrp.wire;

/** The Internet checksum (RFC 1071), summed up in pieces that each begin at an even offset. */
final class Checksum {
    private Checksum() {}

    /** Adds bytes to a running sum; an odd last byte counts as if a zero followed. */
    static long add(long sum, byte[] bytes, int from, int length) {
        int end = from + length;
        long total = sum;
        for (int i = from; i + 1 < end; i += 2) {
            total += ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff);
        }
        if ((length & 1) != 0) {
            total += (bytes[end - 1] & 0xff) << 8;
        }
        return total;
    }

    /** The sum of the pseudo header: addresses, protocol 112, length (RFC 9568 section 5.2.8). */
    static long pseudoHeader(byte[] source, byte[] destination, int length) {
        return add(add(0, source, 0, source.length), destination, 0, destination.length)
                + VrrpMessage.PROTOCOL
                + length;
    }

    /** Folds a sum to 16 bits; a message with its right checksum in place gives 0. */
    static int finish(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >> 16);
        }
        return (int) (~folded & 0xffff);
    }
}
