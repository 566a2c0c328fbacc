package io.vigil.notify;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Mail;
import io.vigil.api.notify.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notices for tests. */
final class Notices {
    static final Instant THEN = Instant.parse("2021-03-01T09:44:08Z");

    private Notices() {}

    static Event event(Event.Kind kind, String message, Map<String, String> attributes) {
        return new Event(7, THEN, kind, "VI_1", message, attributes);
    }

    private static Event event() {
        return event(Event.Kind.INSTANCE, "(VI_1) Entering MASTER STATE", Map.of("state", "MASTER"));
    }

    static Notice of(Event event) {
        return new Notice(event, List.of(), Optional.empty(), List.of());
    }

    static Notice scripts(Script... scripts) {
        return new Notice(event(), List.of(scripts), Optional.empty(), List.of());
    }

    static Notice lines(String fifo, String... lines) {
        return new Notice(
                event(),
                List.of(),
                Optional.empty(),
                Arrays.stream(lines)
                        .map(line -> new Notice.FifoLine(fifo, line))
                        .toList());
    }

    static Notice mail(Mail mail) {
        return new Notice(event(), List.of(), Optional.of(mail), List.of());
    }

    static Script script(List<String> command) {
        return new Script(command, Optional.empty(), Optional.empty(), Optional.empty(), Place.NOWHERE);
    }

    static Script refused(List<String> command, String why) {
        return new Script(command, Optional.empty(), Optional.empty(), Optional.of(why), new Place("a.conf", 3, 5));
    }

    static Mail mail(String host, int port, List<String> to, String body) {
        return new Mail(
                new Mail.Relay(host, port, "lb1.example.org", Duration.ofSeconds(5)),
                "Vigil <vigil@example.org>",
                to,
                "[lb1] VRRP Instance VI_1 - Entering MASTER state",
                body);
    }
}
