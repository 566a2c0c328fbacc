package io.vigil.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a netlink payload: a fixed header field by field, then attributes (type, length, value, padded to 4 bytes), nested
 * as needed. Numbers are in native order unless the name says network order. Grows as needed; belongs to one thread.
 */
public final class PayloadWriter {
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int LONGEST_ATTRIBUTE = 0xffff;

    private ByteBuffer out = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());

    /** A byte of the fixed header. */
    public PayloadWriter rawU8(int value) {
        room(1).put((byte) value);
        return this;
    }

    /** Two bytes of the fixed header. */
    public PayloadWriter rawU16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    /** Four bytes of the fixed header. */
    public PayloadWriter rawU32(int value) {
        room(4).putInt(value);
        return this;
    }

    /** An attribute without value. */
    public PayloadWriter flag(int type) {
        header(type, 0);
        return this;
    }

    public PayloadWriter u8(int type, int value) {
        header(type, 1).put((byte) value);
        return pad();
    }

    public PayloadWriter u16(int type, int value) {
        header(type, 2).putShort((short) value);
        return pad();
    }

    public PayloadWriter u32(int type, int value) {
        header(type, 4).putInt(value);
        return this;
    }

    public PayloadWriter u64(int type, long value) {
        header(type, 8).putLong(value);
        return this;
    }

    /** Two bytes, most significant first. */
    public PayloadWriter networkU16(int type, int value) {
        header(type, 2).put((byte) (value >> 8)).put((byte) value);
        return pad();
    }

    /** Four bytes, most significant first. */
    public PayloadWriter networkU32(int type, int value) {
        header(type, 4).put(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
        return this;
    }

    public PayloadWriter bytes(int type, byte[] value) {
        header(type, value.length).put(value);
        return pad();
    }

    /** A string with its terminating zero byte. */
    public PayloadWriter string(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        header(type, text.length + 1).put(text).put((byte) 0);
        return pad();
    }

    /** Begins a nested attribute; what follows is inside until {@link #end}. Returns the mark to end it with. */
    public int begin(int type) {
        int mark = out.position();
        header(type | NetlinkConstants.NLA_F_NESTED, 0);
        return mark;
    }

    /** The same without the flag that marks nesting, for protocols older than it (the tools write these so). */
    public int beginUnmarked(int type) {
        int mark = out.position();
        header(type, 0);
        return mark;
    }

    /** Ends a nested attribute. */
    public PayloadWriter end(int mark) {
        int length = out.position() - mark;
        if (length > LONGEST_ATTRIBUTE) {
            throw new IllegalArgumentException("an attribute of " + length + " bytes does not fit its length field");
        }
        out.putShort(mark, (short) length);
        return this;
    }

    /** What was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    private ByteBuffer header(int type, int length) {
        if (length > LONGEST_ATTRIBUTE - ATTRIBUTE_HEADER) {
            throw new IllegalArgumentException("an attribute of " + length + " bytes does not fit its length field");
        }
        return room(ATTRIBUTE_HEADER + length + 3)
                .putShort((short) (ATTRIBUTE_HEADER + length))
                .putShort((short) type);
    }

    private PayloadWriter pad() {
        while ((out.position() & 3) != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + bytes))
                    .order(ByteOrder.nativeOrder());
            larger.put(out.flip());
            out = larger;
        }
        return out;
    }
}
