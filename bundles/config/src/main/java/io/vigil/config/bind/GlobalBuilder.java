package io.vigil.config.bind;

import io.vigil.api.Script;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.notify.Mail;
import io.vigil.config.GlobalSettings;
import io.vigil.config.GlobalSettings.AlertMail;
import io.vigil.config.GlobalSettings.Fifo;
import io.vigil.config.GlobalSettings.Fifos;
import io.vigil.config.GlobalSettings.FlushOnStop;
import io.vigil.config.GlobalSettings.Ipvs;
import io.vigil.config.GlobalSettings.ProcessSettings;
import io.vigil.config.GlobalSettings.Scripts;
import io.vigil.config.language.Numbers;
import io.vigil.config.language.NumericAddress;
import io.vigil.config.language.Values;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds the settings of the director as a whole from {@code global_defs} and a few lines beside it. */
final class GlobalBuilder {
    private static final int SMTP_PORT = 25;
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);

    private final Context context;
    private final Values root;
    private final Values globals;

    GlobalBuilder(Context context, Values root) {
        this.context = context;
        this.root = root;
        this.globals = context.globals();
    }

    GlobalSettings build() {
        return new GlobalSettings(
                globals.text("router_id"),
                mail(),
                fifos(),
                scripts(),
                ipvs(),
                new GlobalSettings.Checks(globals.flag("checker_log_all_failures"), globals.flag("rs_init_notifies")),
                process());
    }

    private AlertMail mail() {
        List<String> recipients = new ArrayList<>();
        for (Word word : globals.words("notification_email")) {
            recipients.add(word.text());
        }
        return new AlertMail(
                recipients,
                globals.text("notification_email_from"),
                globals.line("smtp_server").flatMap(this::relay),
                !globals.flag("no_email_faults"),
                !globals.flag("no_checker_emails"));
    }

    private Optional<Mail.Relay> relay(Statement line) {
        List<Word> words = line.arguments();
        Word host = words.get(0);
        if (!isHost(host.text())) {
            context.findings()
                    .error(
                            host.place(),
                            "smtp_server '" + host.text() + "' is neither an address nor a host name; no mail"
                                    + " will be sent");
            return Optional.empty();
        }
        if (NumericAddress.parse(host.text()).isEmpty()) {
            context.findings()
                    .note(
                            host.place(),
                            "smtp_server '" + host.text() + "' is looked up whenever mail is sent, which needs a name"
                                    + " server that answers then");
        }
        int port = SMTP_PORT;
        if (words.size() > 1) {
            OptionalLong number = Numbers.whole(words.get(1).text());
            if (number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= 65535) {
                port = (int) number.getAsLong();
            } else {
                context.findings()
                        .warning(
                                words.get(1),
                                "port '" + words.get(1).text() + "' is not between 1 and 65535; mail goes to" + " port "
                                        + SMTP_PORT);
            }
        }
        Duration timeout = Duration.ofSeconds(globals.number("smtp_connect_timeout"));
        return Optional.of(new Mail.Relay(
                host.text(),
                port,
                globals.text("smtp_helo_name").orElse(""),
                timeout.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : timeout));
    }

    /** A numeric address, or labels of letters, digits, hyphens and underscores. */
    private static boolean isHost(String text) {
        if (NumericAddress.parse(text).isPresent()) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private Fifos fifos() {
        return new Fifos(
                fifo("notify_fifo"),
                fifo("vrrp_notify_fifo"),
                fifo("lvs_notify_fifo"),
                globals.flag("fifo_write_vrrp_states_on_reload"));
    }

    private Optional<Fifo> fifo(String keyword) {
        Optional<Statement> reader = globals.line(keyword + "_script");
        Optional<Statement> line = globals.line(keyword);
        if (line.isEmpty()) {
            reader.ifPresent(statement -> context.findings()
                    .error(statement.place(), keyword + "_script has no " + keyword + " to read; it is ignored"));
            return Optional.empty();
        }
        List<Word> words = line.get().arguments();
        return path(words.get(0))
                .map(path -> new Fifo(path, word(words, 1), word(words, 2), fifoReader(reader, path.toString())));
    }

    private Optional<Script> fifoReader(Optional<Statement> line, String path) {
        return line.flatMap(statement -> context.scripts().read(statement, List.of(path)));
    }

    private static Optional<String> word(List<Word> words, int index) {
        return words.size() > index ? Optional.of(words.get(index).text()) : Optional.empty();
    }

    private Optional<Path> path(Word word) {
        try {
            return Optional.of(Path.of(word.text()));
        } catch (InvalidPathException e) {
            context.findings().error(word.place(), "'" + word.text() + "' is no path; the line is ignored");
            return Optional.empty();
        }
    }

    private Scripts scripts() {
        Optional<List<Word>> identity = globals.line("script_user").map(Statement::arguments);
        return new Scripts(
                identity.flatMap(words -> word(words, 0)),
                identity.flatMap(words -> word(words, 1)),
                globals.has("enable_script_security"),
                context.script(globals, "startup_script"),
                Duration.ofSeconds(globals.number("startup_script_timeout")),
                context.script(globals, "shutdown_script"),
                Duration.ofSeconds(globals.number("shutdown_script_timeout")));
    }

    private Ipvs ipvs() {
        IpvsTimeouts timeouts = IpvsTimeouts.of(globals, context.findings());
        return new Ipvs(
                timeouts.tcp(),
                timeouts.tcpFin(),
                timeouts.udp(),
                globals.flag("lvs_flush"),
                globals.text("lvs_flush_on_stop").map(this::flushOnStop).orElse(FlushOnStop.OWN),
                globals.line("lvs_sync_daemon").flatMap(line -> new SyncDaemonParser(context).parse(line)));
    }

    private FlushOnStop flushOnStop(String word) {
        if (!word.isEmpty() && !word.equals("VS")) {
            context.findings()
                    .warning(
                            globals.place("lvs_flush_on_stop"),
                            "'" + word + "' is not VS; taken as lvs_flush_on_stop alone");
        }
        return word.equals("VS") ? FlushOnStop.SERVICES : FlushOnStop.ALL;
    }

    private ProcessSettings process() {
        return new ProcessSettings(
                root.text("instance"),
                root.text("net_namespace"),
                root.text("net_namespace_ipvs"),
                Duration.ofSeconds(root.number("child_wait_time")),
                globals.line("reload_check_config")
                        .filter(line -> !line.arguments().isEmpty())
                        .flatMap(line -> path(line.arguments().get(0))),
                globals.flag("log_unknown_vrids"));
    }
}
