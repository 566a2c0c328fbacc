package io.vigil.core.reconcile;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.ServiceKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Service keys from the text that {@link ServiceKey#toString} makes of them. */
final class ServiceKeys {
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp) (?:\\[([0-9a-f:.]+)]|([0-9.]+)):(\\d{1,5})");
    private static final Pattern MARK = Pattern.compile("fwmark (\\d{1,10})( inet6)?");

    private ServiceKeys() {}

    /** The key; empty when the text is none. */
    static Optional<ServiceKey> parse(String text) {
        Matcher mark = MARK.matcher(text);
        if (mark.matches()) {
            AddressFamily family = mark.group(2) == null ? AddressFamily.INET : AddressFamily.INET6;
            return Optional.of(new ServiceKey.FirewallMark((int) Long.parseLong(mark.group(1)), family));
        }
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return Optional.empty();
        }
        Protocol protocol = Protocol.valueOf(address.group(1).toUpperCase(Locale.ROOT));
        String host = address.group(2) != null ? address.group(2) : address.group(3);
        int port = Integer.parseInt(address.group(4));
        try {
            // Digits, dots and colons only: never a name, so nothing is resolved.
            return Optional.of(new ServiceKey.Address(protocol, new Endpoint(InetAddress.getByName(host), port)));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
