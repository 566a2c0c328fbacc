package io.vigil.config.language;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Numeric addresses as {@code inet_pton(3)} reads them: four decimal octets, or RFC 4291 section 2.2; never a name. */
public final class NumericAddress {
    private NumericAddress() {}

    /** The address that a text is: IPv6 when it has a colon, else IPv4; empty when it is none. */
    public static Optional<InetAddress> parse(String text) {
        byte[] bytes = text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text, 0, text.length());
        return bytes.length == 0 ? Optional.empty() : Optional.of(of(bytes));
    }

    /** The address of 4 or 16 bytes; other than {@link InetAddress}, an IPv4-mapped one stays IPv6. */
    public static InetAddress of(byte[] bytes) {
        try {
            return bytes.length == 16 ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }

    private static byte[] ipv4(String text, int from, int to) {
        byte[] bytes = new byte[4];
        int position = from;
        for (int i = 0; i < 4; i++) {
            int value = 0;
            int begin = position;
            while (position < to && position - begin < 3 && isDigit(text.charAt(position))) {
                value = value * 10 + text.charAt(position++) - '0';
            }
            boolean leadingZero = position - begin > 1 && text.charAt(begin) == '0';
            boolean separated = i == 3 ? position == to : position < to && text.charAt(position) == '.';
            if (position == begin || value > 255 || leadingZero || !separated) {
                return new byte[0];
            }
            bytes[i] = (byte) value;
            position++;
        }
        return bytes;
    }

    private static byte[] ipv6(String text) {
        byte[] bytes = new byte[16];
        int filled = 0;
        int gap = -1;
        int i = 0;
        if (text.startsWith("::")) {
            gap = 0;
            i = 2;
        }
        while (i < text.length()) {
            int end = groupEnd(text, i);
            if (end < text.length() && text.charAt(end) == '.') {
                byte[] tail = filled <= 12 ? ipv4(text, i, text.length()) : new byte[0];
                if (tail.length == 0) {
                    return tail;
                }
                System.arraycopy(tail, 0, bytes, filled, 4);
                filled += 4;
                break;
            }
            if (end == i || end - i > 4 || filled == 16) {
                return new byte[0];
            }
            int value = Integer.parseInt(text, i, end, 16);
            bytes[filled++] = (byte) (value >> 8);
            bytes[filled++] = (byte) value;
            i = end;
            if (i == text.length()) {
                break;
            }
            if (text.charAt(i) != ':' || ++i == text.length()) {
                return new byte[0];
            }
            if (text.charAt(i) == ':') {
                if (gap >= 0) {
                    return new byte[0];
                }
                gap = filled;
                i++;
            }
        }
        return spread(bytes, filled, gap);
    }

    /** Moves what stands behind {@code ::} to the end. */
    private static byte[] spread(byte[] bytes, int filled, int gap) {
        if (gap < 0) {
            return filled == 16 ? bytes : new byte[0];
        }
        if (filled == 16) {
            return new byte[0];
        }
        byte[] whole = new byte[16];
        System.arraycopy(bytes, 0, whole, 0, gap);
        System.arraycopy(bytes, gap, whole, 16 - (filled - gap), filled - gap);
        return whole;
    }

    private static int groupEnd(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < 5 && text.charAt(i) < 128 && Character.digit(text.charAt(i), 16) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
