package io.vigil.linux.rtnetlink;

import static io.vigil.linux.rtnetlink.RouteConstants.*;

import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkMonitor;
import io.vigil.linux.netlink.NetlinkSocket;
import io.vigil.linux.netlink.NetlinkTransport;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Hears what changes in the network namespace of the thread that opened it. Open it before reading what is there, then
 * nothing is missed. Belongs to the thread of the loop that watches {@link #fd()}.
 */
public final class NetworkMonitor implements AutoCloseable {
    /** What to hear of. Routes may be many. */
    public enum Topic {
        LINKS(RTNLGRP_LINK, RTNLGRP_LINK),
        ADDRESSES(RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR),
        ROUTES(RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE),
        RULES(RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE);

        private final int first;
        private final int second;

        Topic(int first, int second) {
            this.first = first;
            this.second = second;
        }
    }

    private final NetlinkMonitor monitor;
    private final int fd;

    private NetworkMonitor(NetlinkTransport transport, int fd) {
        monitor = new NetlinkMonitor(transport);
        this.fd = fd;
    }

    /** Joins the groups of these topics. */
    public static NetworkMonitor open(Set<Topic> topics) throws LinuxException {
        int[] groups = topics.stream()
                .flatMapToInt(t -> IntStream.of(t.first, t.second))
                .toArray();
        NetlinkSocket socket = NetlinkSocket.open(NetlinkConstants.NETLINK_ROUTE, Duration.ZERO, groups);
        return new NetworkMonitor(socket, socket.fd());
    }

    /** Over a transport of the caller's that does not wait, which it then owns; it has no descriptor to watch. */
    public static NetworkMonitor over(NetlinkTransport transport) {
        return new NetworkMonitor(transport, -1);
    }

    /** The descriptor that is readable when there is news; -1 if there is none to watch. */
    public int fd() {
        return fd;
    }

    /** Hands over the news in order, in a flood only part of it, the rest at the next call; never waits. */
    public void poll(Consumer<NetworkEvent> handler) throws LinuxException {
        if (!monitor.poll(message -> deliver(message, handler))) {
            handler.accept(new NetworkEvent.ResyncNeeded());
        }
    }

    @Override
    public void close() {
        monitor.close();
    }

    private static void deliver(NetlinkMessage message, Consumer<NetworkEvent> handler) throws LinuxException {
        switch (message.type()) {
            case RTM_NEWLINK -> {
                if (LinkCodec.isLink(message)) {
                    handler.accept(new NetworkEvent.LinkChanged(LinkCodec.decode(message)));
                }
            }
            case RTM_DELLINK -> {
                if (LinkCodec.isLink(message)) {
                    handler.accept(new NetworkEvent.LinkRemoved(LinkCodec.decode(message)));
                }
            }
            case RTM_NEWADDR -> handler.accept(new NetworkEvent.AddressAdded(AddressCodec.decode(message)));
            case RTM_DELADDR -> handler.accept(new NetworkEvent.AddressRemoved(AddressCodec.decode(message)));
            case RTM_NEWROUTE -> handler.accept(new NetworkEvent.RouteAdded(RouteCodec.decode(message)));
            case RTM_DELROUTE -> handler.accept(new NetworkEvent.RouteRemoved(RouteCodec.decode(message)));
            case RTM_NEWRULE -> handler.accept(new NetworkEvent.RuleAdded(RuleCodec.decode(message)));
            case RTM_DELRULE -> handler.accept(new NetworkEvent.RuleRemoved(RuleCodec.decode(message)));
            default -> {}
        }
    }
}
