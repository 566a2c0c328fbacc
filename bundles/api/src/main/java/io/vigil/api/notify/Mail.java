package io.vigil.api.notify;

import java.time.Duration;
import java.util.List;

/**
 * A mail to send.
 *
 * @param relay where to hand it in
 * @param from sender, may carry a display name: {@code Vigil <vigil@example.org>}
 * @param to recipients
 * @param subject subject line
 * @param body text
 */
public record Mail(Relay relay, String from, List<String> to, String subject, String body) {
    /**
     * A mail relay.
     *
     * @param host name or address
     * @param port 1 to 65535
     * @param heloName how we introduce ourselves
     * @param timeout for the connection and for each reply
     */
    public record Relay(String host, int port, String heloName, Duration timeout) {}

    public Mail {
        to = List.copyOf(to);
    }
}
