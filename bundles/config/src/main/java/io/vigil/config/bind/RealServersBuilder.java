package io.vigil.config.bind;

import io.vigil.api.AddressFamily;
import io.vigil.api.Diagnostic;
import io.vigil.api.Endpoint;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;
import io.vigil.config.bind.MethodParser.Method;
import io.vigil.config.language.AddressWords;
import io.vigil.config.language.Findings;
import io.vigil.config.language.RealServerKeywords;
import io.vigil.config.language.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the real servers and the sorry server; a server takes the forwarding method that stands above it. */
final class RealServersBuilder {
    private final Context context;
    private final Findings findings;
    private final Values server;
    private final ServiceHeader header;
    private final int servicePort;
    private final Optional<AddressFamily> family;
    private final MethodParser methods;
    private @Nullable Method method;

    RealServersBuilder(
            Context context, Values server, ServiceHeader header, int servicePort, Optional<AddressFamily> family) {
        this.context = context;
        this.findings = context.findings();
        this.server = server;
        this.header = header;
        this.servicePort = servicePort;
        this.family = family;
        this.methods = new MethodParser(findings);
    }

    /** A server's line, what is in its block, and the method that stood above it. */
    private record Draft(Statement line, Endpoint endpoint, Values values, Optional<Method> method) {}

    PoolMembers build(String name) {
        List<Draft> drafts = new ArrayList<>();
        Optional<Endpoint> sorry = Optional.empty();
        Optional<Method> sorryMethod = Optional.empty();
        for (Values.Entry entry : server.entries()) {
            switch (entry.keyword().meaning()) {
                case "lvs_method" -> methods.parse(entry.at()).ifPresent(m -> method = m);
                case "real_server" -> draft(entry.at()).ifPresent(drafts::add);
                case "sorry_server" ->
                    sorry = AddressWords.endpoint(entry.at().arguments(), findings, "there is no sorry server");
                case "sorry_server_lvs_method" -> sorryMethod = afterSorry(entry, sorry, methods.parse(entry.at()));
                case "sorry_server_inhibit" -> afterSorry(entry, sorry, Optional.empty());
                default -> {
                    // not about servers
                }
            }
        }
        if (method == null && !server.has("lvs_method") && needsMethod(drafts)) {
            findings.warning(server.place(), "virtual_server " + name + " has no lvs_method; NAT is used");
        }
        Method fallback = method == null ? Method.NAT : method;
        List<RealServer> servers = servers(drafts, fallback);
        Method ofSorry = sorryMethod.orElse(fallback);
        if (sorry.isPresent() && !fits(sorry.get(), ofSorry, family)) {
            findings.error(
                    server.place("sorry_server"),
                    "sorry_server " + sorry.get() + " is not of the family of its virtual server, which only TUN can"
                            + " bridge; it is left out");
            sorry = Optional.empty();
        }
        return new PoolMembers(
                servers,
                sorry.map(endpoint -> new SorryServer(
                        destination(endpoint, ofSorry, 1, 0, 0, server.place("sorry_server")),
                        server.flag("sorry_server_inhibit"))));
    }

    private Optional<Method> afterSorry(Values.Entry entry, Optional<Endpoint> sorry, Optional<Method> found) {
        if (sorry.isEmpty()) {
            findings.warning(
                    entry.at().place(),
                    "'" + entry.keyword().name() + "' needs a sorry_server above it; it is ignored");
            return Optional.empty();
        }
        return found;
    }

    private static boolean needsMethod(List<Draft> drafts) {
        return drafts.stream()
                .anyMatch(draft -> draft.method().isEmpty() && !draft.values().has("lvs_method"));
    }

    private Optional<Draft> draft(Statement line) {
        List<Word> words = line.arguments();
        if (words.isEmpty()) {
            findings.fatal(line.place(), "'real_server' needs an address; the configuration cannot be run without it");
            return Optional.empty();
        }
        return AddressWords.endpoint(words, findings, "the real server is skipped")
                .map(endpoint -> new Draft(
                        line, endpoint, context.read(line, RealServerKeywords.BLOCK), Optional.ofNullable(method)));
    }

    private List<RealServer> servers(List<Draft> drafts, Method fallback) {
        CheckSpecs checks = new CheckSpecs(context, server);
        List<RealServer> servers = new ArrayList<>();
        Set<Endpoint> seen = new HashSet<>();
        Optional<AddressFamily> wanted = family;
        for (Draft draft : drafts) {
            Method own = draft.values()
                    .line("lvs_method")
                    .flatMap(methods::parse)
                    .or(draft::method)
                    .orElse(fallback);
            RealServer built = server(draft, own, checks);
            Endpoint endpoint = built.destination().endpoint();
            if (!fits(endpoint, own, wanted)) {
                findings.error(
                        draft.line().arguments().get(0).place(),
                        "real_server " + endpoint + " is not of the family of its virtual server, which only TUN can"
                                + " bridge; it is left out");
            } else if (!seen.add(endpoint)) {
                findings.error(
                        draft.line().arguments().get(0).place(),
                        "real_server " + endpoint + " stands in this virtual server already; this one is left out");
            } else {
                servers.add(built);
                thresholds(draft.values());
                if (own.method() != ForwardingMethod.TUN) {
                    wanted = wanted.or(() -> Optional.of(AddressFamily.of(endpoint.address())));
                }
            }
        }
        return servers;
    }

    /** A firewall mark has no family of its own: the first server's is its. */
    private static boolean fits(Endpoint endpoint, Method own, Optional<AddressFamily> wanted) {
        return wanted.isEmpty()
                || own.method() == ForwardingMethod.TUN
                || AddressFamily.of(endpoint.address()) == wanted.get();
    }

    private void thresholds(Values values) {
        long upper = values.integer("uthreshold").orElse(0);
        long lower = values.integer("lthreshold").orElse(0);
        if (upper > 0 && lower > upper) {
            findings.add(Diagnostic.of(
                            values.place("lthreshold"),
                            Severity.WARNING,
                            "lthreshold " + lower + " is above uthreshold " + upper
                                    + ": the kernel will refuse the server")
                    .hint("lthreshold is where an overloaded server gets connections again"));
        }
    }

    private RealServer server(Draft draft, Method own, CheckSpecs checks) {
        Values values = draft.values();
        int weight = values.has("weight") ? values.number("weight") : server.number("weight");
        return new RealServer(
                destination(
                        draft.endpoint(),
                        own,
                        weight,
                        (int) values.integer("uthreshold").orElse(0),
                        (int) values.integer("lthreshold").orElse(0),
                        draft.line()
                                .arguments()
                                .get(draft.line().arguments().size() - 1)
                                .place()),
                values.bool("inhibit_on_failure").orElse(server.flag("inhibit_on_failure")),
                values.bool("smtp_alert")
                        .or(() -> context.globals().bool("smtp_alert_checker"))
                        .or(() -> context.globals().bool("smtp_alert"))
                        .orElse(true),
                values.text("virtualhost").or(() -> server.text("virtualhost")),
                context.script(values, "notify_up"),
                context.script(values, "notify_down"),
                checks.build(values),
                draft.line().place());
    }

    private DestinationEntry destination(
            Endpoint endpoint, Method own, int weight, int upper, int lower, io.vigil.api.Place place) {
        return new DestinationEntry(settled(endpoint, own, place), own.method(), own.tunnel(), weight, upper, lower);
    }

    /** DR and TUN cannot change the port, so the service's counts; NAT takes the service's when it has none of its own. */
    private Endpoint settled(Endpoint endpoint, Method own, io.vigil.api.Place place) {
        boolean mark = header instanceof ServiceHeader.Mark;
        if (own.method() != ForwardingMethod.NAT) {
            int port = mark ? 0 : servicePort;
            if (endpoint.port() != 0 && endpoint.port() != port && !(header instanceof ServiceHeader.Group)) {
                findings.warning(
                        place,
                        own.method() + " cannot change the port, so port " + endpoint.port()
                                + " becomes that of the virtual server, " + port);
            }
            return header instanceof ServiceHeader.Group && servicePort == 0
                    ? endpoint
                    : new Endpoint(endpoint.address(), port);
        }
        return endpoint.port() == 0 ? new Endpoint(endpoint.address(), servicePort) : endpoint;
    }
}
