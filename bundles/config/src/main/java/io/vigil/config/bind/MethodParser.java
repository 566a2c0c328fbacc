package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.Tunnel;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code NAT|DR|TUN [type ipip|gue|gre] [port N] [nocsum|csum|remcsum]}. */
final class MethodParser {
    /** How packets reach a server. */
    record Method(ForwardingMethod method, Optional<Tunnel> tunnel) {
        static final Method NAT = new Method(ForwardingMethod.NAT, Optional.empty());
    }

    private final Findings findings;

    MethodParser(Findings findings) {
        this.findings = findings;
    }

    /** The method of a line; empty, and reported, when it is none. */
    Optional<Method> parse(Statement line) {
        Word word = line.arguments().get(0);
        List<Word> options = line.arguments().subList(1, line.arguments().size());
        return switch (word.text()) {
            case "NAT", "DR" -> {
                if (!options.isEmpty()) {
                    findings.warning(
                            options.get(0),
                            "only TUN has options; '" + options.get(0).text() + "' is ignored");
                }
                yield Optional.of(new Method(ForwardingMethod.valueOf(word.text()), Optional.empty()));
            }
            case "TUN" -> tunnel(word, options).map(tunnel -> new Method(ForwardingMethod.TUN, Optional.of(tunnel)));
            default -> {
                findings.error(
                        word.place(),
                        "'" + word.text() + "' is no forwarding method (NAT, DR, TUN); the line is ignored");
                yield Optional.empty();
            }
        };
    }

    private Optional<Tunnel> tunnel(Word method, List<Word> words) {
        Tunnel.Type type = Tunnel.Type.IPIP;
        int port = 0;
        Tunnel.Checksum checksum = Tunnel.Checksum.NONE;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            boolean last = i + 1 == words.size();
            switch (word.text()) {
                case "type" -> type = last ? type : type(words.get(++i), type);
                case "port" -> port = last ? port : port(words.get(++i));
                case "nocsum" -> checksum = Tunnel.Checksum.NONE;
                case "csum" -> checksum = Tunnel.Checksum.CSUM;
                case "remcsum" -> checksum = Tunnel.Checksum.REMCSUM;
                default -> findings.warning(word, "TUN does not know '" + word.text() + "'; it is ignored");
            }
        }
        String problem = problem(type, port, checksum);
        if (!problem.isEmpty()) {
            findings.warning(method, problem + "; the line is ignored");
            return Optional.empty();
        }
        return Optional.of(new Tunnel(type, port, checksum));
    }

    private static String problem(Tunnel.Type type, int port, Tunnel.Checksum checksum) {
        if (type == Tunnel.Type.GUE && port == 0) {
            return "TUN type gue needs a port";
        }
        if (type != Tunnel.Type.GUE && port != 0) {
            return "only TUN type gue has a port";
        }
        boolean wrong = (type == Tunnel.Type.IPIP && checksum != Tunnel.Checksum.NONE)
                || (type == Tunnel.Type.GRE && checksum == Tunnel.Checksum.REMCSUM);
        return wrong ? "TUN type " + type.name().toLowerCase(Locale.ROOT) + " has no such checksum" : "";
    }

    private Tunnel.Type type(Word word, Tunnel.Type otherwise) {
        return switch (word.text()) {
            case "ipip" -> Tunnel.Type.IPIP;
            case "gue" -> Tunnel.Type.GUE;
            case "gre" -> Tunnel.Type.GRE;
            default -> {
                findings.warning(word, "'" + word.text() + "' is no tunnel type (ipip, gue, gre); it is ignored");
                yield otherwise;
            }
        };
    }

    private int port(Word word) {
        OptionalLong number = Numbers.whole(word.text());
        if (number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= 65535) {
            return (int) number.getAsLong();
        }
        findings.warning(word, "port '" + word.text() + "' is not between 1 and 65535; it is ignored");
        return 0;
    }
}
