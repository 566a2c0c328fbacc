package io.vigil.linux.netlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks the attributes of a payload: {@code while (a.next()) switch (a.type()) ...}, where types that are not known are left
 * alone. Every length is checked; a value shorter than what is asked of it is a {@link LinuxException} with {@code EBADMSG}.
 */
public final class AttributeReader {
    private static final int HEADER = 4;

    private final ByteBuffer in;
    private int next;
    private int type;
    private int start;
    private int length;

    private AttributeReader(ByteBuffer in) {
        this.in = in.slice().order(ByteOrder.nativeOrder());
    }

    /** The attributes from the buffer's position to its limit. The buffer does not move. */
    public static AttributeReader of(ByteBuffer attributes) {
        return new AttributeReader(attributes);
    }

    /**
     * The attributes behind a fixed header.
     *
     * @param what names the message in the error when it is shorter than its header
     */
    public static AttributeReader after(ByteBuffer payload, int header, String what) throws LinuxException {
        if (payload.remaining() < header) {
            throw malformed(what, "a header of " + header + " bytes wanted, " + payload.remaining() + " there");
        }
        ByteBuffer rest = payload.duplicate();
        rest.position(payload.position() + header);
        return new AttributeReader(rest);
    }

    /** Goes to the next attribute; false at the end. */
    public boolean next() throws LinuxException {
        if (in.limit() - next < HEADER) {
            return false; // up to three bytes of padding may be left
        }
        int whole = in.getShort(next) & 0xffff;
        if (whole < HEADER || whole > in.limit() - next) {
            throw malformed(
                    "read attributes",
                    "an attribute at " + next + " claims " + whole + " of " + (in.limit() - next) + " bytes");
        }
        type = in.getShort(next + 2) & NetlinkConstants.NLA_TYPE_MASK;
        start = next + HEADER;
        length = whole - HEADER;
        next = Math.min(in.limit(), next + (whole + 3 & ~3));
        return true;
    }

    /** The type of the present attribute, without the nesting flags. */
    public int type() {
        return type;
    }

    /** The length of the present value in bytes. */
    public int length() {
        return length;
    }

    public int u8() throws LinuxException {
        return in.get(value(1)) & 0xff;
    }

    public int u16() throws LinuxException {
        return in.getShort(value(2)) & 0xffff;
    }

    public int u32() throws LinuxException {
        return in.getInt(value(4));
    }

    public long u64() throws LinuxException {
        return in.getLong(value(8));
    }

    /** Two bytes, most significant first. */
    public int networkU16() throws LinuxException {
        int at = value(2);
        return Short.toUnsignedInt(in.duplicate().order(ByteOrder.BIG_ENDIAN).getShort(at));
    }

    /** Four bytes, most significant first. */
    public int networkU32() throws LinuxException {
        int at = value(4);
        return in.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(at);
    }

    /** A copy of the value. */
    public byte[] bytes() {
        byte[] copy = new byte[length];
        in.get(start, copy);
        return copy;
    }

    /** The value as text up to its first zero byte. */
    public String string() {
        int end = 0;
        while (end < length && in.get(start + end) != 0) {
            end++;
        }
        byte[] text = new byte[end];
        in.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The value as a buffer of its own, in native order. */
    public ByteBuffer slice() {
        return in.slice(start, length).order(ByteOrder.nativeOrder());
    }

    /** The attributes inside this one. */
    public AttributeReader nested() {
        return new AttributeReader(slice());
    }

    /** An answer that is none. */
    public static LinuxException malformed(String operation, String detail) {
        return new LinuxException(operation, Errno.EBADMSG, detail);
    }

    private int value(int wanted) throws LinuxException {
        if (length < wanted) {
            throw malformed("read attribute " + type, wanted + " bytes wanted, " + length + " there");
        }
        return start;
    }
}
