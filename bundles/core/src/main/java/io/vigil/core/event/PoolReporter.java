package io.vigil.core.event;

import io.vigil.api.Addresses;
import io.vigil.api.Endpoint;
import io.vigil.api.Script;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Mail;
import io.vigil.api.notify.Notice.FifoLine;
import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.ServerKey;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.GlobalSettings;
import io.vigil.core.pool.PoolEffect;
import io.vigil.core.pool.PoolEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people are told of a pool: a pure function from effects to reports, in the reference's words where tools know them. */
public final class PoolReporter {
    private final Tell tell;

    /** One that follows these settings. */
    public PoolReporter(GlobalSettings globals, String hostName) {
        tell = new Tell(globals, hostName);
    }

    /** The report; empty for what needs none. */
    public Optional<Report> report(VirtualServer vs, PoolEffect effect) {
        if (effect instanceof PoolEffect.ServerState state) {
            return Optional.of(serverState(vs, state));
        } else if (effect instanceof PoolEffect.CheckState check) {
            return Optional.of(checkState(vs, check));
        } else if (effect instanceof PoolEffect.WeightChanged weight) {
            return Optional.of(weight(vs, weight));
        } else if (effect instanceof PoolEffect.ServerStarted started) {
            return serverStarted(vs, started);
        } else if (effect instanceof PoolEffect.ServerEnded ended) {
            return Optional.of(serverEnded(vs, ended));
        } else if (effect instanceof PoolEffect.QuorumGained gained) {
            return Optional.of(gained(vs, gained));
        } else if (effect instanceof PoolEffect.QuorumLost lost) {
            return Optional.of(lost(vs, lost));
        } else if (effect instanceof PoolEffect.QuorumEnded ended) {
            return Optional.of(quorumEnded(vs, ended));
        } else if (effect instanceof PoolEffect.SorryServing sorry) {
            return Optional.of(sorry(vs, sorry));
        }
        return Optional.empty();
    }

    /** {@code [10.0.0.3]:tcp:80}, as the reference writes a real server. */
    public static String name(VirtualServer vs, Endpoint endpoint) {
        return "[" + Addresses.text(endpoint.address()) + "]:" + vs.protocol().word() + ":" + endpoint.port();
    }

    private static String name(VirtualServer vs, RealServer server) {
        return name(vs, server.destination().endpoint());
    }

    private Report serverState(VirtualServer vs, PoolEffect.ServerState state) {
        String rs = name(vs, state.server());
        String what;
        if (!state.changed()) {
            what = "Service " + rs + " of VS " + vs.name() + " is " + (state.up() ? "up" : "down")
                    + " by its first check";
        } else if (state.server().inhibitOnFailure()) {
            what = (state.up() ? "Enabling service " : "Disabling service ") + rs + " of VS " + vs.name();
        } else {
            what = state.up()
                    ? "Adding service " + rs + " to VS " + vs.name()
                    : "Removing service " + rs + " from VS " + vs.name();
        }
        Optional<Mail> mail = state.server().smtpAlert()
                ? tell.mail(
                        serverSubject(vs, state.server(), state.up()),
                        CheckWords.body(state.type(), state.up(), state.cause()),
                        state.cause())
                : Optional.empty();
        return new Report(
                Event.Kind.SERVER,
                subject(vs, state.server()),
                what + " (" + state.cause() + ")",
                attributes(vs, state.server(), state.up()),
                new Report.Wants(
                        scripts(state.server(), state.up()), mail, serverLine(vs, state.server(), state.up())));
    }

    private Report checkState(VirtualServer vs, PoolEffect.CheckState check) {
        Optional<Mail> mail =
                check.server().smtpAlert() && tell.globals().mail().everyCheck()
                        ? tell.mail(
                                serverSubject(vs, check.server(), check.serverUp()),
                                CheckWords.body(check.type(), check.up(), check.cause()),
                                check.cause())
                        : Optional.empty();
        return new Report(
                Event.Kind.CHECK,
                subject(vs, check.server()),
                check.type() + " on service " + name(vs, check.server()) + " of VS " + vs.name()
                        + (check.up() ? " succeeds" : " fails") + ", the service stays "
                        + (check.serverUp() ? "up" : "down") + " (" + check.cause() + ")",
                attributes(vs, check.server(), check.serverUp()),
                new Report.Wants(List.of(), mail, List.of()));
    }

    private Report weight(VirtualServer vs, PoolEffect.WeightChanged weight) {
        return new Report(
                Event.Kind.SERVER,
                subject(vs, weight.server()),
                "Changing weight from " + weight.from() + " to " + weight.to() + " for "
                        + (weight.alive() ? "active" : "inactive") + " service " + name(vs, weight.server()) + " of VS "
                        + vs.name() + " (" + weight.cause() + ")",
                Map.of(
                        "virtualServer", vs.name(),
                        "server", weight.server().destination().endpoint().toString(),
                        "from", Integer.toString(weight.from()),
                        "to", Integer.toString(weight.to())),
                Report.Wants.NOTHING);
    }

    /** With rs_init_notifies only (Q10). */
    private Optional<Report> serverStarted(VirtualServer vs, PoolEffect.ServerStarted started) {
        if (!tell.globals().checks().notifyAtStart()) {
            return Optional.empty();
        }
        return Optional.of(new Report(
                Event.Kind.SERVER,
                subject(vs, started.server()),
                "Adding service " + name(vs, started.server()) + " to VS " + vs.name() + " (it starts up)",
                attributes(vs, started.server(), true),
                new Report.Wants(
                        scripts(started.server(), true), Optional.empty(), serverLine(vs, started.server(), true))));
    }

    private Report serverEnded(VirtualServer vs, PoolEffect.ServerEnded ended) {
        Optional<Mail> mail = ended.server().smtpAlert()
                ? tell.mail(
                        serverSubject(vs, ended.server(), false), ended.reason().words(), "")
                : Optional.empty();
        return new Report(
                Event.Kind.SERVER,
                subject(vs, ended.server()),
                "Removing service " + name(vs, ended.server()) + " from VS " + vs.name() + " (" + why(ended.reason())
                        + ")",
                attributes(vs, ended.server(), false),
                new Report.Wants(scripts(ended.server(), false), mail, serverLine(vs, ended.server(), false)));
    }

    private static String why(PoolEvent.Reason reason) {
        return reason == PoolEvent.Reason.SHUTDOWN ? "the director stops" : "no longer configured";
    }

    private Report gained(VirtualServer vs, PoolEffect.QuorumGained q) {
        String sum = q.quorum() + "+" + q.hysteresis() + "=" + (q.quorum() + q.hysteresis()) + " <= " + q.live();
        return quorum(
                vs, true, "Gained quorum " + sum, (q.initial() ? "Starting with quorum up " : "Gained quorum ") + sum);
    }

    private Report lost(VirtualServer vs, PoolEffect.QuorumLost q) {
        if (q.initial()) {
            String sum = q.quorum() + "+" + q.hysteresis() + "=" + (q.quorum() + q.hysteresis()) + " <= " + q.live();
            return quorum(vs, false, "Starting with quorum down", "Starting with quorum down " + sum);
        }
        String sum = q.quorum() + "-" + q.hysteresis() + "=" + (q.quorum() - q.hysteresis()) + " > " + q.live();
        return quorum(vs, false, "Lost quorum " + sum, "Lost quorum " + sum);
    }

    private Report quorumEnded(VirtualServer vs, PoolEffect.QuorumEnded ended) {
        return quorum(
                vs,
                false,
                "Ending (" + why(ended.reason()) + ")",
                ended.reason().words());
    }

    private Report quorum(VirtualServer vs, boolean up, String message, String mailBody) {
        VirtualServer.Lifecycle lifecycle = vs.lifecycle();
        Optional<Script> script = up ? lifecycle.quorumUp() : lifecycle.quorumDown();
        String word = up ? "UP" : "DOWN";
        Optional<Mail> mail = lifecycle.smtpAlert()
                ? tell.mail("Virtualserver " + vs.name() + " - " + word, mailBody, "")
                : Optional.empty();
        return new Report(
                Event.Kind.QUORUM,
                vs.name(),
                message + " for VS " + vs.name(),
                Map.of("virtualServer", vs.name(), "quorum", word),
                new Report.Wants(script.stream().toList(), mail, tell.lvsLine("VS " + vs.name() + " " + word)));
    }

    private static Report sorry(VirtualServer vs, PoolEffect.SorryServing sorry) {
        String server = name(vs, sorry.server().destination().endpoint());
        return new Report(
                Event.Kind.QUORUM,
                vs.name(),
                sorry.serving()
                        ? "Adding sorry server " + server + " to VS " + vs.name()
                        : "Removing sorry server " + server + " from VS " + vs.name(),
                Map.of("virtualServer", vs.name(), "sorryServer", sorry.serving() ? "in" : "out"),
                Report.Wants.NOTHING);
    }

    private static String subject(VirtualServer vs, RealServer server) {
        return new ServerKey(vs.name(), server.destination().endpoint()).toString();
    }

    private static String serverSubject(VirtualServer vs, RealServer server, boolean up) {
        return "Realserver " + name(vs, server) + " of virtual server " + vs.name() + " - " + (up ? "UP" : "DOWN");
    }

    private static Map<String, String> attributes(VirtualServer vs, RealServer server, boolean up) {
        return Map.of(
                "virtualServer", vs.name(),
                "server", server.destination().endpoint().toString(),
                "state", up ? "UP" : "DOWN");
    }

    private static List<Script> scripts(RealServer server, boolean up) {
        return (up ? server.notifyUp() : server.notifyDown()).stream().toList();
    }

    private List<FifoLine> serverLine(VirtualServer vs, RealServer server, boolean up) {
        return tell.lvsLine("RS " + name(vs, server) + " " + vs.name() + (up ? " UP" : " DOWN"));
    }
}
