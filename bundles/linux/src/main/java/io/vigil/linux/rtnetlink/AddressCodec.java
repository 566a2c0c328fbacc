package io.vigil.linux.rtnetlink;

import static io.vigil.linux.rtnetlink.RouteConstants.*;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.SocketAddresses;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.PayloadWriter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between {@code RTM_…ADDR} messages (struct ifaddrmsg) and {@link InterfaceAddress}. */
public final class AddressCodec {
    private static final int HEADER = 8;
    private static final int CACHE_INFO = 16;
    /** The header has room for eight flags; more of them go in an attribute. */
    private static final int LAST_SMALL_FLAG = 0xff;

    private AddressCodec() {}

    /** Asks for all addresses. */
    public static NetlinkRequest dump() {
        byte[] payload = new PayloadWriter().rawU32(0).rawU32(0).toBytes();
        return new NetlinkRequest("list addresses", RTM_GETADDR, NetlinkConstants.NLM_F_DUMP, payload);
    }

    /** Adds an address; one that is there is {@code EEXIST}. */
    public static NetlinkRequest add(InterfaceAddress address) {
        return new NetlinkRequest(
                "add " + on(address),
                RTM_NEWADDR,
                NetlinkConstants.NLM_F_CREATE | NetlinkConstants.NLM_F_EXCL,
                encode(address));
    }

    /** Adds an address, or changes what may be changed of one that is there. */
    public static NetlinkRequest replace(InterfaceAddress address) {
        return new NetlinkRequest(
                "set " + on(address),
                RTM_NEWADDR,
                NetlinkConstants.NLM_F_CREATE | NetlinkConstants.NLM_F_REPLACE,
                encode(address));
    }

    /** Deletes an address; one that is not there is {@code EADDRNOTAVAIL}. */
    public static NetlinkRequest delete(InterfaceAddress address) {
        PayloadWriter out = header(address);
        out.bytes(IFA_LOCAL, address.address().getAddress());
        out.bytes(IFA_ADDRESS, address.peer().orElse(address.address()).getAddress());
        return new NetlinkRequest("delete " + on(address), RTM_DELADDR, 0, out.toBytes());
    }

    /** The payload that adds an address. */
    static byte[] encode(InterfaceAddress address) {
        PayloadWriter out = header(address);
        out.bytes(IFA_LOCAL, address.address().getAddress());
        address.broadcast().ifPresent(b -> out.bytes(IFA_BROADCAST, b.getAddress()));
        if (!address.label().isEmpty()) {
            out.string(IFA_LABEL, address.label());
        }
        if (address.flags() > LAST_SMALL_FLAG) {
            out.u32(IFA_FLAGS, address.flags());
        }
        out.bytes(IFA_ADDRESS, address.peer().orElse(address.address()).getAddress());
        if (address.preferredSeconds() != InterfaceAddress.FOREVER) {
            ByteBuffer info = ByteBuffer.allocate(CACHE_INFO).order(ByteOrder.nativeOrder());
            info.putInt((int) address.preferredSeconds()).putInt(-1); // valid for ever
            out.bytes(IFA_CACHEINFO, info.array());
        }
        if (address.protocol() != 0) {
            out.u8(IFA_PROTO, address.protocol());
        }
        return out.toBytes();
    }

    /** Reads an {@code RTM_NEWADDR} or {@code RTM_DELADDR}. */
    public static InterfaceAddress decode(NetlinkMessage message) throws LinuxException {
        AttributeReader attributes = AttributeReader.after(message.payload(), HEADER, "read an address message");
        ByteBuffer header = message.payload();
        int at = header.position();
        int bytes = header.get(at) == AF_INET ? 4 : 16;
        int flags = header.get(at + 2) & 0xff;
        @Nullable InetAddress address = null;
        @Nullable InetAddress local = null;
        @Nullable InetAddress broadcast = null;
        String label = "";
        long preferred = InterfaceAddress.FOREVER;
        int protocol = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case IFA_ADDRESS -> address = address(attributes, bytes);
                case IFA_LOCAL -> local = address(attributes, bytes);
                case IFA_BROADCAST -> broadcast = address(attributes, bytes);
                case IFA_LABEL -> label = attributes.string();
                case IFA_CACHEINFO -> preferred = attributes.u32() & 0xffff_ffffL;
                case IFA_FLAGS -> flags = attributes.u32();
                case IFA_PROTO -> protocol = attributes.u8();
                default -> {}
            }
        }
        InetAddress own = local == null ? address : local;
        if (own == null) {
            throw AttributeReader.malformed("read an address message", "it has no address");
        }
        Optional<InetAddress> peer = Optional.ofNullable(address).filter(a -> !a.equals(own));
        return new InterfaceAddress(
                header.getInt(at + 4),
                own,
                header.get(at + 1) & 0xff,
                peer,
                Optional.ofNullable(broadcast),
                label,
                header.get(at + 3) & 0xff,
                flags,
                preferred,
                protocol);
    }

    static InetAddress address(AttributeReader attribute, int bytes) throws LinuxException {
        if (attribute.length() != bytes) {
            throw AttributeReader.malformed(
                    "read an address", bytes + " bytes wanted, " + attribute.length() + " there");
        }
        return SocketAddresses.of(attribute.bytes());
    }

    private static PayloadWriter header(InterfaceAddress address) {
        return new PayloadWriter()
                .rawU8(Prefix.family(address.address()))
                .rawU8(address.prefixLength())
                .rawU8(address.flags() > LAST_SMALL_FLAG ? 0 : address.flags())
                .rawU8(address.scope())
                .rawU32(address.interfaceIndex());
    }

    private static String on(InterfaceAddress address) {
        return address.text() + " on interface " + address.interfaceIndex();
    }
}
