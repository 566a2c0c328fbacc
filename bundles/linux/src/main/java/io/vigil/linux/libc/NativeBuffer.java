package io.vigil.linux.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that both sides see: a direct buffer in native byte order and its address. Allocated once and reused; whoever
 * passes the address to a system call keeps the buffer reachable until the call is back.
 */
public final class NativeBuffer {
    private final ByteBuffer bytes;
    private final long address;

    /** Allocates zeroed memory. */
    public NativeBuffer(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }

    /** The memory. Positions and limits are the caller's; system calls start at index 0. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public int capacity() {
        return bytes.capacity();
    }

    long address() {
        return address;
    }
}
