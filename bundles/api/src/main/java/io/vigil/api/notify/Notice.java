package io.vigil.api.notify;

import io.vigil.api.Script;
import java.util.List;
import java.util.Optional;

/**
 * An event and what the configuration wants done about it, as notifiers are handed it.
 *
 * @param event what happened
 * @param scripts programs to run, in this order, with their final arguments
 * @param mail a mail to send
 * @param fifoLines lines for the notification FIFOs
 */
public record Notice(Event event, List<Script> scripts, Optional<Mail> mail, List<FifoLine> fifoLines) {
    /**
     * A line for a FIFO.
     *
     * @param fifo its path
     * @param line the line without its end
     */
    public record FifoLine(String fifo, String line) {}

    public Notice {
        scripts = List.copyOf(scripts);
        fifoLines = List.copyOf(fifoLines);
    }
}
