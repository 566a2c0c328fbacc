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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between {@code RTM_…ROUTE} messages (struct rtmsg) and {@link Route}. Several next hops are not read. */
public final class RouteCodec {
    private static final int HEADER = 12;
    private static final int SMALL_TABLES = 256;

    private RouteCodec() {}

    /** Asks for all routes of a family. */
    public static NetlinkRequest dump(int family) {
        byte[] payload = new PayloadWriter().rawU32(family).rawU32(0).rawU32(0).toBytes();
        return new NetlinkRequest("list routes", RTM_GETROUTE, NetlinkConstants.NLM_F_DUMP, payload);
    }

    /** Adds a route; one with that destination, table and metric is {@code EEXIST}. */
    public static NetlinkRequest add(Route route) {
        return new NetlinkRequest(
                "add route " + route.text(),
                RTM_NEWROUTE,
                NetlinkConstants.NLM_F_CREATE | NetlinkConstants.NLM_F_EXCL,
                encode(route));
    }

    /** Deletes a route; one that is not there is {@code ESRCH}. */
    public static NetlinkRequest delete(Route route) {
        return new NetlinkRequest("delete route " + route.text(), RTM_DELROUTE, 0, encode(route));
    }

    static byte[] encode(Route route) {
        boolean small = route.table() > 0 && route.table() < SMALL_TABLES;
        PayloadWriter out = new PayloadWriter()
                .rawU8(route.destination().family())
                .rawU8(route.destination().length())
                .rawU8(0)
                .rawU8(0)
                .rawU8(small ? route.table() : RT_TABLE_UNSPEC)
                .rawU8(route.protocol())
                .rawU8(route.scope())
                .rawU8(route.type())
                .rawU32(route.flags());
        if (route.destination().length() > 0) {
            out.bytes(RTA_DST, route.destination().address().getAddress());
        }
        if (!small) {
            out.u32(RTA_TABLE, route.table());
        }
        route.gateway().ifPresent(g -> out.bytes(RTA_GATEWAY, g.getAddress()));
        route.source().ifPresent(s -> out.bytes(RTA_PREFSRC, s.getAddress()));
        if (route.metric() != 0) {
            out.u32(RTA_PRIORITY, route.metric());
        }
        if (route.interfaceIndex() != 0) {
            out.u32(RTA_OIF, route.interfaceIndex());
        }
        return out.toBytes();
    }

    /** Reads an {@code RTM_NEWROUTE} or {@code RTM_DELROUTE}. */
    public static Route decode(NetlinkMessage message) throws LinuxException {
        AttributeReader attributes = AttributeReader.after(message.payload(), HEADER, "read a route message");
        ByteBuffer header = message.payload();
        int at = header.position();
        int bytes = header.get(at) == AF_INET ? 4 : 16;
        int table = header.get(at + 4) & 0xff;
        InetAddress destination = SocketAddresses.of(new byte[bytes]);
        @Nullable InetAddress gateway = null;
        @Nullable InetAddress source = null;
        int out = 0;
        int metric = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case RTA_DST -> destination = AddressCodec.address(attributes, bytes);
                case RTA_GATEWAY -> gateway = AddressCodec.address(attributes, bytes);
                case RTA_PREFSRC -> source = AddressCodec.address(attributes, bytes);
                case RTA_OIF -> out = attributes.u32();
                case RTA_PRIORITY -> metric = attributes.u32();
                case RTA_TABLE -> table = attributes.u32();
                default -> {}
            }
        }
        return new Route(
                prefix(destination, header.get(at + 1) & 0xff),
                Optional.ofNullable(gateway),
                out,
                Optional.ofNullable(source),
                table,
                metric,
                header.get(at + 6) & 0xff,
                header.get(at + 5) & 0xff,
                header.get(at + 7) & 0xff,
                header.getInt(at + 8));
    }

    static Prefix prefix(InetAddress address, int length) throws LinuxException {
        if (length > address.getAddress().length * 8) {
            throw AttributeReader.malformed("read a prefix", length + " bits for " + address.getHostAddress());
        }
        return new Prefix(address, length);
    }
}
