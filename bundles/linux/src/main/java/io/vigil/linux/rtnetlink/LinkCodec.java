package io.vigil.linux.rtnetlink;

import static io.vigil.linux.rtnetlink.RouteConstants.*;

import io.vigil.linux.HardwareAddress;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.AttributeReader;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.PayloadWriter;
import java.nio.ByteBuffer;

/** Between {@code RTM_…LINK} messages (struct ifinfomsg) and {@link Link}. */
public final class LinkCodec {
    private static final int HEADER = 16;

    private LinkCodec() {}

    /** Asks for all interfaces. */
    public static NetlinkRequest dump() {
        return new NetlinkRequest(
                "list interfaces",
                RTM_GETLINK,
                NetlinkConstants.NLM_F_DUMP,
                header(0, 0, 0).toBytes());
    }

    /** Asks for one interface by name. */
    public static NetlinkRequest get(String name) {
        byte[] payload = header(0, 0, 0).string(IFLA_IFNAME, name).toBytes();
        return new NetlinkRequest("read interface " + name, RTM_GETLINK, 0, payload);
    }

    /** Switches an interface on or off. */
    public static NetlinkRequest up(int index, boolean up) {
        byte[] payload = header(index, up ? IFF_UP : 0, IFF_UP).toBytes();
        return new NetlinkRequest("set interface " + index + (up ? " up" : " down"), RTM_NEWLINK, 0, payload);
    }

    /** Whether the message speaks of the interface itself, and not of its place in a bridge. */
    static boolean isLink(NetlinkMessage message) {
        ByteBuffer payload = message.payload();
        return payload.remaining() < HEADER || payload.get(payload.position()) != AF_BRIDGE;
    }

    /** Reads an {@code RTM_NEWLINK} or {@code RTM_DELLINK}. */
    public static Link decode(NetlinkMessage message) throws LinuxException {
        AttributeReader attributes = AttributeReader.after(message.payload(), HEADER, "read a link message");
        int at = message.payload().position();
        int type = message.payload().getShort(at + 2) & 0xffff;
        int index = message.payload().getInt(at + 4);
        int flags = message.payload().getInt(at + 8);
        String name = "";
        int mtu = 0;
        HardwareAddress address = HardwareAddress.NONE;
        int master = 0;
        int parent = 0;
        String kind = "";
        while (attributes.next()) {
            switch (attributes.type()) {
                case IFLA_IFNAME -> name = attributes.string();
                case IFLA_MTU -> mtu = attributes.u32();
                case IFLA_ADDRESS -> address = HardwareAddress.of(attributes.bytes());
                case IFLA_MASTER -> master = attributes.u32();
                case IFLA_LINK -> parent = attributes.u32();
                case IFLA_LINKINFO -> kind = kind(attributes.nested());
                default -> {}
            }
        }
        return new Link(index, name, type, flags, mtu, address, master, parent, kind);
    }

    private static String kind(AttributeReader info) throws LinuxException {
        String kind = "";
        while (info.next()) {
            if (info.type() == IFLA_INFO_KIND) {
                kind = info.string();
            }
        }
        return kind;
    }

    private static PayloadWriter header(int index, int flags, int change) {
        return new PayloadWriter().rawU32(0).rawU32(index).rawU32(flags).rawU32(change);
    }
}
