package io.vigil.core.event;

import io.vigil.api.Script;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Mail;
import io.vigil.api.notify.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something to enter into the event log, not yet numbered.
 *
 * @param kind what happened
 * @param subject to what
 * @param message one line for people, with its cause
 * @param attributes the same for programs
 * @param wants what the configuration wants done about it
 */
public record Report(Event.Kind kind, String subject, String message, Map<String, String> attributes, Wants wants) {
    /** Scripts, mail and FIFO lines. */
    public record Wants(List<Script> scripts, Optional<Mail> mail, List<Notice.FifoLine> fifoLines) {
        /** Nothing. */
        public static final Wants NOTHING = new Wants(List.of(), Optional.empty(), List.of());
    }

    /** One that nobody has to be told of. */
    public static Report of(Event.Kind kind, String subject, String message) {
        return new Report(kind, subject, message, Map.of(), Wants.NOTHING);
    }
}
