package io.vigil.linux.netlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Constants;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.SocketAddresses;
import io.vigil.linux.libc.Syscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A netlink socket of the calling thread's network namespace, with extended acknowledgements. Belongs to one thread. */
public final class NetlinkSocket implements NetlinkTransport {
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final int SEND_BUFFER = 1 << 20;
    /** Dumps come in datagrams of up to 32 KiB; the kernel fills what the receiver offers. */
    private static final int LONGEST_RECEIVE = 1 << 16;
    /** What the kernel charges for a small answer: its buffer, headers and all (measured: 768; with a text 1280). */
    private static final int ANSWER_CHARGE = 2048;

    private static final int SEND_OVERHEAD = 64;

    private final int fd;
    private final String name;
    private final boolean waits;
    private final NativeBuffer in = new NativeBuffer(LONGEST_RECEIVE);
    private final NativeBuffer sender = new NativeBuffer(SocketAddresses.ROOM);
    private final NativeBuffer senderLength = new NativeBuffer(4);
    private NativeBuffer out = new NativeBuffer(LONGEST_RECEIVE);
    private int longestSend;
    private int mostAnswers;
    private boolean open = true;

    private NetlinkSocket(int fd, String name, boolean waits) {
        this.fd = fd;
        this.name = name;
        this.waits = waits;
    }

    /**
     * Opens a socket.
     *
     * @param protocol such as {@code NETLINK_ROUTE}
     * @param patience how long a receive waits; zero: not at all
     * @param groups multicast groups to hear
     */
    public static NetlinkSocket open(int protocol, Duration patience, int... groups) throws LinuxException {
        String name = "netlink " + protocol;
        boolean waits = !patience.isZero();
        int type = Constants.SOCK_RAW | (waits ? 0 : Constants.SOCK_NONBLOCK);
        NetlinkSocket socket =
                new NetlinkSocket(Syscalls.socket(Constants.AF_NETLINK, type, protocol, name), name, waits);
        try {
            socket.setUp(patience, groups);
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    private void setUp(Duration patience, int[] groups) throws LinuxException {
        int netlink = NetlinkConstants.SOL_NETLINK;
        Syscalls.option(fd, netlink, NetlinkConstants.NETLINK_EXT_ACK, 1, "extended acknowledgements");
        Syscalls.option(fd, netlink, NetlinkConstants.NETLINK_CAP_ACK, 1, "capped acknowledgements");
        int receive = buffer(Constants.SO_RCVBUFFORCE, Constants.SO_RCVBUF, RECEIVE_BUFFER, "receive buffer");
        int send = buffer(Constants.SO_SNDBUFFORCE, Constants.SO_SNDBUF, SEND_BUFFER, "send buffer");
        mostAnswers = Math.max(1, receive / ANSWER_CHARGE);
        longestSend = Math.min(SEND_BUFFER, send / 2) - SEND_OVERHEAD;
        if (waits) {
            NativeBuffer time = new NativeBuffer(16);
            time.bytes().putLong(0, patience.toSeconds()).putLong(8, patience.toNanosPart() / 1000);
            Syscalls.option(fd, Constants.SOL_SOCKET, Constants.SO_RCVTIMEO, time, 16, "receive time-out");
        }
        NativeBuffer address = new NativeBuffer(SocketAddresses.ROOM);
        Syscalls.bind(fd, address, SocketAddresses.netlink(address.bytes(), 0), name);
        for (int group : groups) {
            Syscalls.option(fd, netlink, NetlinkConstants.NETLINK_ADD_MEMBERSHIP, group, "netlink group " + group);
        }
    }

    /** Raises a buffer beyond the system's bound where we may, up to the bound elsewhere; returns what there is now. */
    private int buffer(int force, int option, int bytes, String what) throws LinuxException {
        try {
            Syscalls.option(fd, Constants.SOL_SOCKET, force, bytes, what);
        } catch (LinuxException e) {
            if (!e.is(Errno.EPERM)) {
                throw e;
            }
            Syscalls.option(fd, Constants.SOL_SOCKET, option, bytes, what);
        }
        return Syscalls.intOption(fd, Constants.SOL_SOCKET, option, what);
    }

    /** The descriptor, to be watched by an event loop. */
    public int fd() {
        return fd;
    }

    @Override
    public void send(ByteBuffer datagram) throws LinuxException {
        int length = datagram.remaining();
        if (out.capacity() < length) {
            out = new NativeBuffer(length);
        }
        out.bytes().put(0, datagram, datagram.position(), length);
        if (!Syscalls.send(fd, out, length, 0, "to " + name)) {
            throw new LinuxException("send to " + name, Errno.EAGAIN, "");
        }
    }

    @Override
    public @Nullable ByteBuffer receive() throws LinuxException {
        while (true) {
            senderLength.bytes().putInt(0, SocketAddresses.ROOM);
            int length = Syscalls.receiveFrom(fd, in, Constants.MSG_TRUNC, sender, senderLength, name);
            if (length < 0) {
                return null;
            }
            if (length > in.capacity()) {
                throw new LinuxException(
                        "receive from " + name, Errno.EMSGSIZE, length + " bytes for room of " + in.capacity());
            }
            if (sender.bytes().getInt(4) != 0) {
                continue; // not from the kernel
            }
            byte[] copy = new byte[length];
            in.bytes().get(0, copy);
            return ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        }
    }

    @Override
    public int longestSend() {
        return longestSend;
    }

    @Override
    public int mostAnswers() {
        return mostAnswers;
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
