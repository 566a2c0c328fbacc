package io.vigil.linux.socket;

import static io.vigil.linux.libc.Constants.*;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.SocketAddresses;
import io.vigil.linux.libc.Syscalls;
import java.nio.ByteBuffer;

/** Sends whole frames, link-layer header and all, through any interface. Receives nothing. Belongs to one thread. */
public final class PacketSocket implements AutoCloseable {
    private static final int LONGEST_FRAME = 2048;

    private final int fd;
    private final NativeBuffer out = new NativeBuffer(LONGEST_FRAME);
    private final NativeBuffer address = new NativeBuffer(SocketAddresses.ROOM);
    private boolean open = true;

    private PacketSocket(int fd) {
        this.fd = fd;
    }

    /** A socket of the calling thread's network namespace. */
    public static PacketSocket open() throws LinuxException {
        return new PacketSocket(Syscalls.socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, 0, "packet socket"));
    }

    /**
     * Sends the frame between position and limit; the buffer does not move.
     *
     * @return false if the kernel has no room now; the frame is not sent
     */
    public boolean send(ByteBuffer frame, int interfaceIndex) throws LinuxException {
        int length = frame.remaining();
        out.bytes().put(0, frame, frame.position(), length);
        int addressLength = SocketAddresses.packet(address.bytes(), interfaceIndex);
        return Syscalls.sendTo(fd, out, length, address, addressLength, "a frame by interface " + interfaceIndex);
    }

    /** Closes the socket. Idempotent. */
    @Override
    public void close() {
        if (open) {
            open = false;
            Syscalls.close(fd);
        }
    }
}
