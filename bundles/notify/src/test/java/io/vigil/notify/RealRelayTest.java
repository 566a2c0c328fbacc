package io.vigil.notify;

import io.vigil.api.notify.Mail;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * A real mail server takes what we send: {@code VIGIL_TEST_RELAY=host:port VIGIL_TEST_RECIPIENT=user@host}. Whoever sets these
 * looks into the mailbox.
 */
@EnabledIfEnvironmentVariable(
        named = "VIGIL_TEST_RELAY",
        matches = ".+:\\d+",
        disabledReason = "no mail server is named in VIGIL_TEST_RELAY")
class RealRelayTest {
    @Test
    void takesAMailWithDotsAndOtherScripts() throws IOException {
        String relay = System.getenv("VIGIL_TEST_RELAY");
        int colon = relay.lastIndexOf(':');
        String recipient = System.getenv().getOrDefault("VIGIL_TEST_RECIPIENT", "root@localhost");
        Mail mail = new Mail(
                new Mail.Relay(
                        relay.substring(0, colon),
                        Integer.parseInt(relay.substring(colon + 1)),
                        "localhost",
                        Duration.ofSeconds(20)),
                "Vigil <root@localhost>",
                List.of(recipient),
                "[lb1] Realserver [10.0.1.1]:tcp:80 - Grüße",
                ".\n..\n=> TCP CHECK failed on service <=");
        new SmtpCourier().deliver(mail, MailText.of(mail, Instant.parse("2026-01-01T00:00:00Z")));
    }
}
