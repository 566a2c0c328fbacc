package io.vigil.linux.socket;

import static io.vigil.linux.libc.Constants.*;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Message;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.SocketAddresses;
import io.vigil.linux.libc.Syscalls;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A raw socket of one IP protocol, IPv4 or IPv6, which never waits. What is received tells destination, interface and hop
 * limit. Belongs to one thread.
 */
public final class RawSocket implements AutoCloseable {
    /** Longer than a jumbo frame; adverts are far shorter. */
    private static final int LONGEST_PACKET = 9216;

    private static final int SO_ATTACH_FILTER = 26; // asm-generic/socket.h
    private static final int BPF_RETURN = 0x06; // linux/bpf_common.h: BPF_RET | BPF_K

    private final boolean six;
    private final int level;
    private final int fd;
    private final String name;
    private final PacketReader reader;
    private final Message out = new Message(LONGEST_PACKET);
    private boolean open = true;

    private RawSocket(boolean six, int protocol) throws LinuxException {
        this.six = six;
        level = six ? IPPROTO_IPV6 : IPPROTO_IP;
        name = (six ? "raw IPv6 socket of protocol " : "raw IPv4 socket of protocol ") + protocol;
        fd = Syscalls.socket(six ? AF_INET6 : AF_INET, SOCK_RAW | SOCK_NONBLOCK, protocol, name);
        reader = new PacketReader(six, LONGEST_PACKET);
    }

    /** An IPv4 socket of a protocol, such as 112. */
    public static RawSocket ipv4(int protocol) throws LinuxException {
        return opened(false, protocol);
    }

    /** An IPv6 socket of a protocol. */
    public static RawSocket ipv6(int protocol) throws LinuxException {
        return opened(true, protocol);
    }

    private static RawSocket opened(boolean six, int protocol) throws LinuxException {
        RawSocket socket = new RawSocket(six, protocol);
        try {
            if (six) {
                socket.option(IPV6_RECVPKTINFO, 1, "destination of packets received");
                socket.option(IPV6_RECVHOPLIMIT, 1, "hop limit of packets received");
            } else {
                socket.option(IP_PKTINFO, 1, "interface of packets received");
            }
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    /** The descriptor, to be watched by an event loop. */
    public int fd() {
        return fd;
    }

    /** IPv4: what is sent begins with the IP header that the caller wrote. The kernel fills in its checksum and length. */
    public RawSocket includeHeader() throws LinuxException {
        option(IP_HDRINCL, 1, "include header");
        return this;
    }

    /** IPv6: the kernel fills in and verifies the checksum at this offset of the payload. */
    public RawSocket checksumAt(int offset) throws LinuxException {
        option(IPV6_CHECKSUM, offset, "checksum offset");
        return this;
    }

    /** Sends and receives through one interface only. */
    public RawSocket bindToDevice(String interfaceName) throws LinuxException {
        byte[] text = interfaceName.getBytes(StandardCharsets.UTF_8);
        NativeBuffer value = new NativeBuffer(text.length + 1);
        value.bytes().put(0, text);
        Syscalls.option(fd, SOL_SOCKET, SO_BINDTODEVICE, value, text.length + 1, "device " + interfaceName);
        return this;
    }

    /** Allows to bind to an address that this machine does not have (yet). */
    public RawSocket freeBind() throws LinuxException {
        option(six ? IPV6_FREEBIND : IP_FREEBIND, 1, "free bind");
        return this;
    }

    /**
     * Receives only what is sent to this address, which may be a multicast group.
     *
     * @param interfaceIndex the interface of a link-local IPv6 address; else 0
     */
    public RawSocket bind(InetAddress address, int interfaceIndex) throws LinuxException {
        NativeBuffer memory = new NativeBuffer(SocketAddresses.ROOM);
        int length = SocketAddresses.internet(memory.bytes(), address, interfaceIndex);
        Syscalls.bind(fd, memory, length, address.getHostAddress());
        return this;
    }

    /** Joins a multicast group on an interface, and hears no other group's packets from now on. */
    public RawSocket join(InetAddress group, int interfaceIndex) throws LinuxException {
        membership(six ? IPV6_ADD_MEMBERSHIP : IP_ADD_MEMBERSHIP, group, interfaceIndex, "membership of ");
        option(six ? IPV6_MULTICAST_ALL : IP_MULTICAST_ALL, 0, "groups of this socket only");
        return this;
    }

    /** Leaves a multicast group. */
    public RawSocket leave(InetAddress group, int interfaceIndex) throws LinuxException {
        membership(six ? IPV6_DROP_MEMBERSHIP : IP_DROP_MEMBERSHIP, group, interfaceIndex, "no membership of ");
        return this;
    }

    /** The interface by which multicast packets leave. */
    public RawSocket multicastInterface(int interfaceIndex) throws LinuxException {
        if (six) {
            option(IPV6_MULTICAST_IF, interfaceIndex, "multicast interface");
            return this;
        }
        NativeBuffer request = new NativeBuffer(12); // struct ip_mreqn
        request.bytes().putInt(8, interfaceIndex);
        Syscalls.option(fd, level, IP_MULTICAST_IF, request, 12, "multicast interface " + interfaceIndex);
        return this;
    }

    /** Whether this machine hears its own multicast packets. */
    public RawSocket multicastLoop(boolean loop) throws LinuxException {
        option(six ? IPV6_MULTICAST_LOOP : IP_MULTICAST_LOOP, loop ? 1 : 0, "multicast loop");
        return this;
    }

    /** TTL or hop limit of multicast packets that are sent without a header of their own. */
    public RawSocket multicastHops(int hops) throws LinuxException {
        option(six ? IPV6_MULTICAST_HOPS : IP_MULTICAST_TTL, hops, "multicast hops");
        return this;
    }

    /** TTL or hop limit of unicast packets that are sent without a header of their own. */
    public RawSocket unicastHops(int hops) throws LinuxException {
        option(six ? IPV6_UNICAST_HOPS : IP_TTL, hops, "unicast hops");
        return this;
    }

    /** TOS or traffic class of packets that are sent without a header of their own. */
    public RawSocket trafficClass(int trafficClass) throws LinuxException {
        option(six ? IPV6_TCLASS : IP_TOS, trafficClass, "traffic class");
        return this;
    }

    /** The priority of what is sent in the queues of this machine, 0 to 6 without privileges. */
    public RawSocket priority(int priority) throws LinuxException {
        Syscalls.option(fd, SOL_SOCKET, SO_PRIORITY, priority, "priority of " + name);
        return this;
    }

    /** Asks for room for so many bytes received and not yet read, beyond the system's bound where allowed. */
    public RawSocket receiveBuffer(int bytes) throws LinuxException {
        try {
            Syscalls.option(fd, SOL_SOCKET, SO_RCVBUFFORCE, bytes, "receive buffer of " + name);
        } catch (LinuxException e) {
            Syscalls.option(fd, SOL_SOCKET, SO_RCVBUF, bytes, "receive buffer of " + name);
        }
        return this;
    }

    /** For a socket that only sends: the kernel keeps nothing for it. */
    public RawSocket sendOnly() throws LinuxException {
        NativeBuffer program = new NativeBuffer(8); // struct sock_filter: drop everything
        program.bytes().putShort(0, (short) BPF_RETURN).putInt(4, 0);
        Syscalls.filter(fd, SO_ATTACH_FILTER, program, 1, name);
        return this;
    }

    /**
     * Sends what lies between position and limit; the buffer does not move.
     *
     * @return false if the kernel has no room now; the packet is not sent
     */
    public boolean send(ByteBuffer packet, Destination destination) throws LinuxException {
        int length = packet.remaining();
        out.data().put(0, packet, packet.position(), length);
        out.clearAncillary();
        if (six) {
            ancillary(destination);
        }
        int scope = six ? destination.interfaceIndex() : 0;
        int nameLength = SocketAddresses.internet(out.name(), destination.address(), scope);
        return out.send(fd, length, nameLength, "to " + destination.address().getHostAddress());
    }

    /** The next packet; empty if there is none now. What is returned is overwritten by the next call. */
    public Optional<InboundPacket> receive() throws LinuxException {
        return reader.read(fd, name);
    }

    private void ancillary(Destination destination) {
        if (destination.source().isPresent() || destination.interfaceIndex() != 0) {
            int at = out.addAncillary(IPPROTO_IPV6, IPV6_PKTINFO, 20);
            byte[] source = destination.source().map(InetAddress::getAddress).orElseGet(() -> new byte[16]);
            out.control().put(at, source).putInt(at + 16, destination.interfaceIndex());
        }
        if (destination.hopLimit() != Destination.DEFAULT_HOPS) {
            int at = out.addAncillary(IPPROTO_IPV6, IPV6_HOPLIMIT, 4);
            out.control().putInt(at, destination.hopLimit());
        }
    }

    /** Closes the socket; end its registration with an event loop first. Idempotent. */
    @Override
    public void close() {
        if (open) {
            open = false;
            Syscalls.close(fd);
        }
    }

    private void membership(int option, InetAddress group, int interfaceIndex, String what) throws LinuxException {
        // struct ip_mreqn has the interface at 8, struct ipv6_mreq at 16
        int length = six ? 20 : 12;
        NativeBuffer request = new NativeBuffer(length);
        request.bytes().put(0, group.getAddress()).putInt(length - 4, interfaceIndex);
        Syscalls.option(
                fd, level, option, request, length, what + group.getHostAddress() + " on interface " + interfaceIndex);
    }

    private void option(int option, int value, String what) throws LinuxException {
        Syscalls.option(fd, level, option, value, what + " " + value + " of " + name);
    }
}
