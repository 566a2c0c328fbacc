package io.vigil.linux.rtnetlink;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.NetlinkConnection;
import io.vigil.linux.netlink.NetlinkConstants;
import io.vigil.linux.netlink.NetlinkMessage;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.NetlinkResult;
import io.vigil.linux.netlink.NetlinkSocket;
import io.vigil.linux.netlink.NetlinkTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and changes interfaces, addresses, routes and rules in the network namespace of the thread that opened it. Belongs to
 * one thread, which waits for the kernel's answer. Many changes at once: build requests with the codecs and hand them to
 * {@link #executeAll}.
 */
public final class RouteNetlink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NetlinkConnection connection;

    /** Over a transport of the caller's, which it then owns. */
    public RouteNetlink(NetlinkTransport transport) {
        connection = new NetlinkConnection(transport);
    }

    /** Over a socket of its own. */
    public static RouteNetlink open() throws LinuxException {
        return new RouteNetlink(NetlinkSocket.open(NetlinkConstants.NETLINK_ROUTE, PATIENCE));
    }

    /** All interfaces. */
    public List<Link> links() throws LinuxException {
        return read(LinkCodec.dump(), RouteConstants.RTM_NEWLINK, LinkCodec::decode);
    }

    /** The interface of that name; empty if there is none. */
    public Optional<Link> link(String name) throws LinuxException {
        try {
            return read(LinkCodec.get(name), RouteConstants.RTM_NEWLINK, LinkCodec::decode).stream()
                    .findFirst();
        } catch (LinuxException e) {
            if (e.is(Errno.ENODEV)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Switches an interface on or off. */
    public void setUp(int index, boolean up) throws LinuxException {
        connection.execute(LinkCodec.up(index, up));
    }

    /** All addresses of both families. */
    public List<InterfaceAddress> addresses() throws LinuxException {
        return read(AddressCodec.dump(), RouteConstants.RTM_NEWADDR, AddressCodec::decode);
    }

    /** Adds an address; {@code EEXIST} if it is there. */
    public void addAddress(InterfaceAddress address) throws LinuxException {
        connection.execute(AddressCodec.add(address));
    }

    /** Deletes an address; {@code EADDRNOTAVAIL} if it is not there. */
    public void deleteAddress(InterfaceAddress address) throws LinuxException {
        connection.execute(AddressCodec.delete(address));
    }

    /** All routes of a family ({@code AF_INET}, {@code AF_INET6}), of all tables. */
    public List<Route> routes(int family) throws LinuxException {
        return read(RouteCodec.dump(family), RouteConstants.RTM_NEWROUTE, RouteCodec::decode);
    }

    /** Adds a route; {@code EEXIST} if there is one with that destination, table and metric. */
    public void addRoute(Route route) throws LinuxException {
        connection.execute(RouteCodec.add(route));
    }

    /** Deletes a route; {@code ESRCH} if it is not there. */
    public void deleteRoute(Route route) throws LinuxException {
        connection.execute(RouteCodec.delete(route));
    }

    /** All rules of a family. */
    public List<Rule> rules(int family) throws LinuxException {
        return read(RuleCodec.dump(family), RouteConstants.RTM_NEWRULE, RuleCodec::decode);
    }

    /** Adds a rule; {@code EEXIST} if it is there. */
    public void addRule(Rule rule) throws LinuxException {
        connection.execute(RuleCodec.add(rule));
    }

    /** Deletes a rule; {@code ENOENT} if it is not there. */
    public void deleteRule(Rule rule) throws LinuxException {
        connection.execute(RuleCodec.delete(rule));
    }

    /** Has many changes done in few system calls; see {@link NetlinkConnection#executeAll}. */
    public List<NetlinkResult> executeAll(List<NetlinkRequest> requests) throws LinuxException {
        return connection.executeAll(requests);
    }

    @Override
    public void close() {
        connection.close();
    }

    private <T> List<T> read(NetlinkRequest request, int type, Decoder<T> decoder) throws LinuxException {
        List<T> found = new ArrayList<>();
        for (NetlinkMessage message : connection.execute(request)) {
            if (message.type() == type) {
                found.add(decoder.decode(message));
            }
        }
        return found;
    }

    @FunctionalInterface
    private interface Decoder<T> {
        T decode(NetlinkMessage message) throws LinuxException;
    }
}
