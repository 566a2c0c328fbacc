package io.vigil.core.event;

import io.vigil.api.notify.Mail;
import io.vigil.api.notify.Notice.FifoLine;
import io.vigil.config.GlobalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom the global settings want to be told: mails and lines of the notification FIFOs.
 *
 * @param globals the settings
 * @param hostName this machine's name, for what the settings leave open
 */
record Tell(GlobalSettings globals, String hostName) {
    /** A mail; empty without recipients or relay (E1). The second line of the body says why. */
    Optional<Mail> mail(String subject, String body, String cause) {
        GlobalSettings.AlertMail settings = globals.mail();
        if (settings.recipients().isEmpty()) {
            return Optional.empty();
        }
        return settings.relay()
                .map(relay -> new Mail(
                        relay.heloName().isEmpty()
                                ? new Mail.Relay(relay.host(), relay.port(), hostName, relay.timeout())
                                : relay,
                        settings.from().orElse(System.getProperty("user.name") + "@" + hostName),
                        settings.recipients(),
                        "[" + globals.routerId().orElse(hostName) + "] " + subject,
                        "=> " + body + " <=" + (cause.isEmpty() ? "" : "\n\n" + cause)));
    }

    /** A line about an instance or group, for the FIFOs that want it. */
    List<FifoLine> vrrpLine(String line) {
        return lines(globals.fifos().vrrp(), line);
    }

    /** A line about a virtual or real server, for the FIFOs that want it. */
    List<FifoLine> lvsLine(String line) {
        return lines(globals.fifos().lvs(), line);
    }

    private List<FifoLine> lines(Optional<GlobalSettings.Fifo> own, String line) {
        List<FifoLine> lines = new ArrayList<>(2);
        globals.fifos()
                .all()
                .ifPresent(fifo -> lines.add(new FifoLine(fifo.path().toString(), line)));
        own.ifPresent(fifo -> lines.add(new FifoLine(fifo.path().toString(), line)));
        return lines;
    }
}
