package io.vigil.vrrp;

import io.vigil.api.failover.VirtualRoute;
import io.vigil.linux.rtnetlink.Prefix;
import io.vigil.linux.rtnetlink.Route;
import io.vigil.linux.rtnetlink.RouteConstants;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain words of a virtual route: destination, type, {@code via}, {@code dev}, {@code src}, {@code table},
 * {@code metric}, {@code scope} and {@code onlink}. Addresses are numeric; nothing is resolved.
 */
final class RouteWords {
    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F.:]+(/[0-9]{1,3})?");
    private static final Map<String, Integer> TYPES = Map.of(
            "unicast", RouteConstants.RTN_UNICAST,
            "blackhole", RouteConstants.RTN_BLACKHOLE,
            "unreachable", RouteConstants.RTN_UNREACHABLE,
            "prohibit", RouteConstants.RTN_PROHIBIT,
            "throw", RouteConstants.RTN_THROW);
    private static final Map<String, Integer> TABLES = Map.of("default", 253, "main", 254, "local", 255);
    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "universe", 0, "site", 200, "link", 253, "host", 254);

    /** A word that is not one of the plain ones. */
    static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;

        NotPlain(String word) {
            super(word);
        }
    }

    private @Nullable Prefix destination;
    private boolean everywhere;
    private Optional<InetAddress> gateway = Optional.empty();
    private Optional<InetAddress> source = Optional.empty();
    private int type = RouteConstants.RTN_UNICAST;
    private int table = RouteConstants.RT_TABLE_MAIN;
    private int metric;
    private int scope = -1;
    private int flags;

    private RouteWords() {}

    /**
     * The route, with interface 0 for the caller to replace.
     *
     * @throws NotPlain with the word that was not understood
     */
    static Route read(VirtualRoute route) throws NotPlain {
        RouteWords words = new RouteWords();
        Iterator<String> rest = route.words().iterator();
        while (rest.hasNext()) {
            words.take(rest.next(), rest);
        }
        return words.route();
    }

    private void take(String word, Iterator<String> rest) throws NotPlain {
        switch (word) {
            case "to", "no_track" -> {}
            case "default" -> everywhere = true;
            case "via", "gw" -> gateway = Optional.of(address(next(word, rest)));
            case "src" -> source = Optional.of(address(next(word, rest)));
            case "dev", "oif" -> next(word, rest);
            case "table" -> table = named(next(word, rest), TABLES);
            case "metric", "priority", "preference" -> metric = named(next(word, rest), Map.of());
            case "scope" -> scope = named(next(word, rest), SCOPES);
            case "onlink" -> flags |= RouteConstants.RTNH_F_ONLINK;
            default -> destination(word);
        }
    }

    private void destination(String word) throws NotPlain {
        Integer named = TYPES.get(word);
        if (named != null) {
            type = named;
            return;
        }
        int slash = word.indexOf('/');
        InetAddress address = address(slash < 0 ? word : word.substring(0, slash));
        int bits = address.getAddress().length * 8;
        int length = slash < 0 ? bits : named(word.substring(slash + 1), Map.of());
        if (length > bits || destination != null) {
            throw new NotPlain(word);
        }
        destination = new Prefix(address, length);
    }

    private Route route() throws NotPlain {
        if (destination == null && !everywhere) {
            throw new NotPlain("(no destination)");
        }
        boolean six =
                source.or(() -> gateway).map(a -> !(a instanceof Inet4Address)).orElse(false);
        Prefix to = destination == null ? new Prefix(address(six ? "::" : "0.0.0.0"), 0) : destination;
        boolean four = to.family() == RouteConstants.AF_INET;
        boolean local = four && gateway.isEmpty() && type == RouteConstants.RTN_UNICAST;
        int where = scope >= 0 ? scope : local ? RouteConstants.RT_SCOPE_LINK : RouteConstants.RT_SCOPE_UNIVERSE;
        return new Route(to, gateway, 0, source, table, metric, where, RouteConstants.RTPROT_KEEPALIVED, type, flags);
    }

    private static String next(String word, Iterator<String> rest) throws NotPlain {
        if (!rest.hasNext()) {
            throw new NotPlain(word);
        }
        return rest.next();
    }

    private static int named(String word, Map<String, Integer> names) throws NotPlain {
        Integer named = names.get(word);
        if (named != null) {
            return named;
        }
        try {
            return Integer.parseUnsignedInt(word);
        } catch (NumberFormatException e) {
            throw new NotPlain(word);
        }
    }

    private static InetAddress address(String word) throws NotPlain {
        boolean numeric = NUMERIC.matcher(word).matches() && (word.indexOf(':') >= 0 || word.indexOf('.') > 0);
        try {
            if (numeric) {
                return InetAddress.getByName(word); // numeric only: nothing is resolved
            }
        } catch (UnknownHostException e) {
            throw new NotPlain(word);
        }
        throw new NotPlain(word);
    }
}
