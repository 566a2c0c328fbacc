package io.vigil.vrrp;

import io.vigil.api.AddressFamily;
import java.net.InetAddress;

/**
 * What a pair of advert sockets serves (S1); instances with the same key share it.
 *
 * @param family of the adverts
 * @param interfaceName for multicast; empty for unicast
 * @param interfaceIndex likewise, so that an interface made anew gets new sockets; 0 for unicast
 * @param local the multicast group, or our unicast address
 */
record SocketKey(AddressFamily family, String interfaceName, int interfaceIndex, InetAddress local) {
    boolean multicast() {
        return local.isMulticastAddress();
    }
}
