package io.vigil.linux.icmp;

import static io.vigil.linux.libc.Constants.*;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Message;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.SocketAddresses;
import io.vigil.linux.libc.Syscalls;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** Sends echo requests to anyone and hears the replies to them, IPv4 or IPv6. Never waits. Belongs to one thread. */
public final class EchoSocket implements AutoCloseable {
    /** The longest data: what IPv4 can carry, less its header and that of ICMP. */
    public static final int LONGEST_DATA = 65_507;

    private static final int IPV4_HEADER = 20;
    private static final int ERROR_SIZE =
            16; // struct sock_extended_err, linux/errqueue.h; the teller's address follows
    private static final int ORIGIN_LOCAL = 1;
    private static final int RECEIVE_BUFFER = 1 << 20;

    /** What a request that failed earlier leaves for the next call on the socket; the queue of errors has it too. */
    private static final Set<Errno> TOLD_TWICE = Set.of(
            Errno.EHOSTUNREACH,
            Errno.ENETUNREACH,
            Errno.ECONNREFUSED,
            Errno.EHOSTDOWN,
            Errno.EACCES,
            Errno.EMSGSIZE,
            Errno.EPROTO,
            Errno.ENOPROTOOPT,
            Errno.EOPNOTSUPP);

    private static final int TOLD_AT_MOST = 64;

    private final boolean six;
    private final boolean raw;
    private final int fd;
    private final int identifier;
    private final Message out = new Message(EchoMessage.HEADER + LONGEST_DATA);
    private final Message in = new Message(1 << 16);
    private boolean open = true;

    private EchoSocket(boolean six, boolean raw, int fd) {
        this.six = six;
        this.raw = raw;
        this.fd = fd;
        // A datagram socket has its identifier from the kernel
        this.identifier = raw ? new SecureRandom().nextInt(1 << 16) : 0;
    }

    /** A datagram socket if this process may have one, else a raw one; fails when it may have neither. */
    public static EchoSocket open(boolean six) throws LinuxException {
        try {
            return datagram(six);
        } catch (LinuxException e) {
            try {
                return raw(six);
            } catch (LinuxException neither) {
                neither.addSuppressed(e);
                throw neither;
            }
        }
    }

    /** A socket that {@code net.ipv4.ping_group_range} must allow. */
    private static EchoSocket datagram(boolean six) throws LinuxException {
        return opened(six, false, SOCK_DGRAM);
    }

    /** A socket that needs CAP_NET_RAW. */
    private static EchoSocket raw(boolean six) throws LinuxException {
        EchoSocket socket = opened(six, true, SOCK_RAW);
        try {
            socket.hearRepliesOnly();
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    private static EchoSocket opened(boolean six, boolean raw, int type) throws LinuxException {
        int protocol = six ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
        String what = (raw ? "raw" : "datagram") + " ICMP" + (six ? "v6" : "") + " socket";
        int fd = Syscalls.socket(six ? AF_INET6 : AF_INET, type | SOCK_NONBLOCK, protocol, what);
        EchoSocket socket = new EchoSocket(six, raw, fd);
        try {
            Syscalls.option(fd, six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_RECVERR : IP_RECVERR, 1, "ICMP errors");
            Syscalls.option(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER, "receive buffer");
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    private void hearRepliesOnly() throws LinuxException {
        if (six) {
            NativeBuffer filter = new NativeBuffer(32); // struct icmp6_filter: a bit set is a type not heard
            for (int word = 0; word < 8; word++) {
                filter.bytes().putInt(4 * word, word == 129 / 32 ? ~(1 << 129 % 32) : ~0);
            }
            Syscalls.option(fd, IPPROTO_ICMPV6, ICMPV6_FILTER, filter, 32, "filter for echo replies");
        } else {
            Syscalls.option(fd, SOL_RAW, ICMP_FILTER, ~1, "filter for echo replies"); // struct icmp_filter
        }
    }

    /** The descriptor, to be watched by an event loop. */
    public int fd() {
        return fd;
    }

    /** Whether it is a raw socket. */
    public boolean isRaw() {
        return raw;
    }

    /** Sends and receives through one interface only. */
    public EchoSocket bindToDevice(String interfaceName) throws LinuxException {
        byte[] text = interfaceName.getBytes(StandardCharsets.UTF_8);
        NativeBuffer value = new NativeBuffer(text.length + 1);
        value.bytes().put(0, text);
        Syscalls.option(fd, SOL_SOCKET, SO_BINDTODEVICE, value, text.length + 1, "device " + interfaceName);
        return this;
    }

    /** Marks what is sent for routing rules and netfilter; needs CAP_NET_ADMIN. */
    public EchoSocket mark(int mark) throws LinuxException {
        Syscalls.option(fd, SOL_SOCKET, SO_MARK, mark, "mark " + Integer.toUnsignedString(mark));
        return this;
    }

    /** Sends from this address; the scope is the interface of a link-local one, else 0. */
    public EchoSocket bind(InetAddress address, int scope) throws LinuxException {
        NativeBuffer memory = new NativeBuffer(SocketAddresses.ROOM);
        int length = SocketAddresses.internet(memory.bytes(), address, scope);
        Syscalls.bind(fd, memory, length, address.getHostAddress());
        return this;
    }

    /**
     * Sends a request with the data between position and limit.
     *
     * @param scope the interface of a link-local address, else 0
     * @return false if the kernel has no room now; nothing was sent
     */
    public boolean send(InetAddress to, int scope, int sequence, ByteBuffer data) throws LinuxException {
        int length = new EchoMessage(six, false, identifier, sequence, data).write(out.data());
        out.clearAncillary();
        for (int told = 0; ; told++) {
            int nameLength = SocketAddresses.internet(out.name(), to, scope);
            try {
                return out.send(fd, length, nameLength, "an echo request to " + to.getHostAddress());
            } catch (LinuxException e) {
                // An earlier request's error, told once, or this one's, told again
                if (told > 0 || !TOLD_TWICE.contains(e.errno())) {
                    throw e;
                }
            }
        }
    }

    /** The next reply to a request of this socket's; empty if there is none now. */
    public Optional<EchoReply> receive() throws LinuxException {
        for (int told = 0; told < TOLD_AT_MOST; ) {
            int length;
            try {
                length = in.receive(fd, "an ICMP socket");
            } catch (LinuxException e) {
                if (!TOLD_TWICE.contains(e.errno())) {
                    throw e;
                }
                told++;
                continue;
            }
            if (length < 0) {
                return Optional.empty();
            }
            Optional<EchoMessage> message = in.truncated() ? Optional.empty() : message(length);
            if (message.isPresent() && message.get().reply() && isOurs(message.get())) {
                return Optional.of(new EchoReply(
                        SocketAddresses.internet(in.name()),
                        message.get().sequence(),
                        message.get().data()));
            }
        }
        return Optional.empty();
    }

    private Optional<EchoMessage> message(int length) {
        ByteBuffer bytes = in.data().slice(0, length);
        if (raw && !six) {
            int header = length < IPV4_HEADER ? length : (bytes.get(0) & 0xf) * 4;
            bytes.position(Math.min(header, length));
        }
        return EchoMessage.read(six, bytes);
    }

    private boolean isOurs(EchoMessage message) {
        return !raw || message.identifier() == identifier;
    }

    /** The next request of this socket's that failed; empty if there is none now. */
    public Optional<EchoFault> fault() throws LinuxException {
        for (int length = in.receiveError(fd, "an ICMP socket's errors");
                length >= 0;
                length = in.receiveError(fd, "an ICMP socket's errors")) {
            int at = in.ancillary(six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_RECVERR : IP_RECVERR, ERROR_SIZE);
            Optional<EchoMessage> request =
                    EchoMessage.readHeader(six, in.data().slice(0, length));
            if (at >= 0 && request.isPresent() && isOurs(request.get())) {
                return Optional.of(new EchoFault(
                        SocketAddresses.internet(in.name()),
                        request.get().sequence(),
                        Errno.of(in.control().getInt(at)),
                        teller(at)));
            }
        }
        return Optional.empty();
    }

    private Optional<InetAddress> teller(int at) {
        ByteBuffer control = in.control();
        int family = control.getShort(at + ERROR_SIZE);
        if ((control.get(at + 4) & 0xff) == ORIGIN_LOCAL || (family != AF_INET && family != AF_INET6)) {
            return Optional.empty();
        }
        return Optional.of(
                SocketAddresses.internet(control.slice(at + ERROR_SIZE, 28).order(control.order())));
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
