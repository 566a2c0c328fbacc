package io.vigil.core.probe;

import io.vigil.api.Endpoint;
import io.vigil.api.pool.CheckTarget;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Where a check's packets leave from, as addresses for the kernel and as words for the operator. */
final class Source {
    private Source() {}

    /** The source address; the wildcard of the server's family when only a port is asked for. */
    static InetSocketAddress source(CheckTarget target) {
        return new InetSocketAddress(target.bindAddress().orElseGet(() -> wildcard(target)), target.bindPort());
    }

    private static InetAddress wildcard(CheckTarget target) {
        byte[] zeros = new byte[target.endpoint().address() instanceof Inet4Address ? 4 : 16];
        try {
            return InetAddress.getByAddress(zeros);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A link-local address needs its interface as scope (RFC 4007, 6); the others stay as they are. */
    static InetSocketAddress scoped(InetSocketAddress server, CheckTarget target) {
        if (!(server.getAddress() instanceof Inet6Address six)
                || !six.isLinkLocalAddress()
                || target.bindInterface().isEmpty()) {
            return server;
        }
        try {
            NetworkInterface link =
                    NetworkInterface.getByName(target.bindInterface().get());
            return link == null
                    ? server
                    : new InetSocketAddress(
                            Inet6Address.getByAddress(null, six.getAddress(), link.getIndex()), server.getPort());
        } catch (SocketException | UnknownHostException e) {
            // The connection attempt itself will say what is wrong with this interface
            return server;
        }
    }

    /** The interface that a link-local address is on, as an index; 0 for others. */
    static int scope(InetAddress address, CheckTarget target) {
        return scoped(new InetSocketAddress(address, 0), target).getAddress() instanceof Inet6Address six
                ? six.getScopeId()
                : 0;
    }

    /** {@code  with mark 5 on eth0}, or nothing. */
    static String describe(CheckTarget target) {
        return (target.firewallMark() == 0 ? "" : " with mark " + Integer.toUnsignedString(target.firewallMark()))
                + target.bindInterface().map(name -> " on " + name).orElse("");
    }

    /** As operators write it. */
    static String text(InetSocketAddress address) {
        return new Endpoint(address.getAddress(), address.getPort()).toString();
    }
}
