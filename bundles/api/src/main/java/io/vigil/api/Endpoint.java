package io.vigil.api;

import java.net.InetAddress;

/**
 * An address and a port.
 *
 * @param address a numeric address; never resolved from a name
 * @param port 1 to 65535, or 0 for any
 */
public record Endpoint(InetAddress address, int port) {
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 0 to 65535");
        }
    }

    /** {@code 10.0.0.1:80} or {@code [2001:db8::1]:80}, as operators read it. */
    @Override
    public String toString() {
        String host = Addresses.text(address);
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
