package io.vigil.linux;

import java.util.Arrays;
import java.util.HexFormat;

/** The address of a network interface's hardware: 6 bytes on Ethernet, 20 on InfiniBand, none on some. Immutable. */
public final class HardwareAddress {
    private static final HexFormat TEXT = HexFormat.ofDelimiter(":"); // first: BROADCAST is made with it

    /** No address. */
    public static final HardwareAddress NONE = new HardwareAddress(new byte[0]);
    /** All stations of an Ethernet. */
    public static final HardwareAddress BROADCAST = of("ff:ff:ff:ff:ff:ff");

    private final byte[] bytes;

    private HardwareAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** An address of these bytes. */
    public static HardwareAddress of(byte[] bytes) {
        return new HardwareAddress(bytes.clone());
    }

    /**
     * An address as it is written, such as {@code 00:00:5e:00:01:33}.
     *
     * @throws IllegalArgumentException if it is not pairs of hexadecimal digits with colons between
     */
    public static HardwareAddress of(String text) {
        return new HardwareAddress(TEXT.parseHex(text));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes it has. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HardwareAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return TEXT.formatHex(bytes);
    }
}
