package io.vigil.api.pool;

import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Whom a check asks and from where.
 *
 * @param endpoint the address and port to connect to
 * @param protocol the protocol of the virtual server
 * @param bindAddress source address; empty for the kernel's choice
 * @param bindPort source port; 0 for the kernel's choice
 * @param bindInterface interface to bind to
 * @param firewallMark mark of the packets; 0 for none
 */
public record CheckTarget(
        Endpoint endpoint,
        Protocol protocol,
        Optional<InetAddress> bindAddress,
        int bindPort,
        Optional<String> bindInterface,
        int firewallMark) {}
