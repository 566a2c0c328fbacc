package io.vigil.linux.libc;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.nio.ByteBuffer;

/**
 * One datagram with its address and ancillary data, for sendmsg(2) and recvmsg(2): memory laid out once and reused. Belongs
 * to one thread.
 */
public final class Message {
    private static final int CONTROL_ROOM = 256;
    private static final int CONTROL_HEADER = 16;

    // struct msghdr, 64-bit (bits/socket.h)
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;

    private final NativeBuffer header = new NativeBuffer(56);
    private final NativeBuffer vector = new NativeBuffer(16);
    private final NativeBuffer name = new NativeBuffer(SocketAddresses.ROOM);
    private final NativeBuffer control = new NativeBuffer(CONTROL_ROOM);
    private final NativeBuffer data;
    private int controlLength;

    /** @param capacity the longest datagram; longer ones arrive cut and {@link #truncated()} */
    public Message(int capacity) {
        data = new NativeBuffer(capacity);
        vector.bytes().putLong(0, data.address());
        header.bytes().putLong(0, name.address()).putLong(VECTOR, vector.address());
        header.bytes().putLong(VECTOR_COUNT, 1).putLong(CONTROL, control.address());
    }

    /** The datagram's memory. */
    public ByteBuffer data() {
        return data.bytes();
    }

    /** The address of sender or receiver. */
    public ByteBuffer name() {
        return name.bytes();
    }

    /** Receives: the length, or -1 if there is nothing now. */
    public int receive(int fd, String what) throws LinuxException {
        return receive(fd, Constants.MSG_DONTWAIT, what);
    }

    /** Receives from the queue of errors (ip(7), IP_RECVERR): the length of what could not be delivered, or -1 if there is none. */
    public int receiveError(int fd, String what) throws LinuxException {
        return receive(fd, Constants.MSG_DONTWAIT | Constants.MSG_ERRQUEUE, what);
    }

    private int receive(int fd, int flags, String what) throws LinuxException {
        ByteBuffer h = header.bytes();
        h.putInt(NAME_LENGTH, SocketAddresses.ROOM)
                .putLong(CONTROL_LENGTH, CONTROL_ROOM)
                .putInt(FLAGS, 0);
        vector.bytes().putLong(8, data.capacity());
        long got;
        do {
            got = LibC.recvmsg(fd, header.address(), flags);
        } while (got < 0 && LibC.errno() == Errno.EINTR.number());
        controlLength = (int) h.getLong(CONTROL_LENGTH);
        return Syscalls.receivedOrNothing(got, what);
    }

    /** Whether the last datagram received was longer than the memory. */
    public boolean truncated() {
        return (header.bytes().getInt(FLAGS) & Constants.MSG_TRUNC) != 0;
    }

    /**
     * The index in {@link #control()} of the data of an ancillary element of the last message; -1 if it has none of at
     * least that size.
     */
    public int ancillary(int level, int type, int size) {
        ByteBuffer c = control.bytes();
        int at = 0;
        while (at + CONTROL_HEADER <= controlLength) {
            long length = c.getLong(at);
            if (length < CONTROL_HEADER || length > controlLength - at) {
                return -1;
            }
            if (c.getInt(at + 8) == level && c.getInt(at + 12) == type && length >= CONTROL_HEADER + size) {
                return at + CONTROL_HEADER;
            }
            at += (int) ((length + 7) & ~7L);
        }
        return -1;
    }

    /** The ancillary memory. */
    public ByteBuffer control() {
        return control.bytes();
    }

    /** Begins a message to send: no ancillary data. */
    public void clearAncillary() {
        controlLength = 0;
    }

    /** Adds an ancillary element and returns the index in {@link #control()} where its data goes. */
    public int addAncillary(int level, int type, int size) {
        int at = controlLength;
        int length = CONTROL_HEADER + size;
        control.bytes().putLong(at, length).putInt(at + 8, level).putInt(at + 12, type);
        controlLength = at + (length + 7 & ~7);
        return at + CONTROL_HEADER;
    }

    /** Sends the first bytes of the data to the name. False if it would have to wait. */
    public boolean send(int fd, int length, int nameLength, String what) throws LinuxException {
        ByteBuffer h = header.bytes();
        h.putInt(NAME_LENGTH, nameLength).putLong(CONTROL_LENGTH, controlLength).putInt(FLAGS, 0);
        vector.bytes().putLong(8, length);
        long sent;
        do {
            sent = LibC.sendmsg(fd, header.address(), 0);
        } while (sent < 0 && LibC.errno() == Errno.EINTR.number());
        return Syscalls.sentOrWouldBlock(sent, what);
    }
}
