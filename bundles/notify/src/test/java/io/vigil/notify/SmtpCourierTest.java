package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.api.notify.Mail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dialogue with a relay that follows a script. */
@Timeout(60)
class SmtpCourierTest {
    private static final String HOST = "127.0.0.1";
    private static final List<String> TO = List.of("ops@example.org", "Night <night@example.org>");

    private final SmtpCourier courier = new SmtpCourier();

    private static Mail mail(int port) {
        return Notices.mail(HOST, port, TO, "body");
    }

    private MailFailure failure(ScriptedRelay relay) {
        return catchThrowableOfType(MailFailure.class, () -> courier.deliver(mail(relay.port()), "text\r\n"));
    }

    @Test
    void theDialogueIsTheReferencesCommandForCommand() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(List.of(
                "220-hello\r\n220 there",
                "250 ok",
                "250 ok",
                "250 ok",
                "251 forwarded",
                "354 go",
                "250 taken",
                "221 bye"))) {
            courier.deliver(mail(relay.port()), "Subject: x\r\n\r\nbody\r\n");
            assertThat(relay.heard()).isEqualTo("""
                            HELO lb1.example.org
                            MAIL FROM:<vigil@example.org>
                            RCPT TO:<ops@example.org>
                            RCPT TO:<night@example.org>
                            DATA
                            Subject: x

                            body
                            .
                            QUIT
                            """);
        }
    }

    @Test
    void linesThatBeginWithADotAreStuffedAndLongMailsAreWhole() throws Exception {
        String body = "Subject: x\r\n\r\n.\r\n..two\r\nmiddle . dot\r\n" + ("y".repeat(70) + "\r\n").repeat(100);
        try (ScriptedRelay relay = new ScriptedRelay(
                List.of("220 hi", "250 ok", "250 ok", "250 ok", "250 ok", "354 go", "250 taken", "221 bye"))) {
            courier.deliver(mail(relay.port()), body);
            assertThat(relay.heard())
                    .contains("DATA\nSubject: x\n\n..\n...two\nmiddle . dot\n" + ("y".repeat(70) + "\n").repeat(100)
                            + ".\nQUIT\n");
        }
    }

    @Test
    void aRefusedRecipientDoesNotKeepTheMailFromTheOthers() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(List.of(
                "220 hi", "250 ok", "250 ok", "550 no such user", "250 ok", "354 go", "250 taken", "221 bye"))) {
            MailFailure failure = failure(relay);
            assertThat(failure)
                    .hasMessage("mail relay 127.0.0.1:" + relay.port()
                            + ", taken, but not for all: RCPT TO ops@example.org: 550 no such user");
            assertThat(failure.again()).isEmpty();
            assertThat(relay.heard()).contains("text\n.\n");
        }
    }

    @Test
    void aRecipientThatIsDeferredIsTheOnlyOneToTryAgain() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(
                List.of("220 hi", "250 ok", "250 ok", "250 ok", "451 greylisted", "354 go", "250 taken", "221 bye"))) {
            assertThat(failure(relay).again()).containsExactly("Night <night@example.org>");
        }
    }

    @Test
    void withoutARecipientThereIsNoData() throws Exception {
        try (ScriptedRelay relay =
                new ScriptedRelay(List.of("220 hi", "250 ok", "250 ok", "550 no", "553 never", "221 bye"))) {
            MailFailure failure = failure(relay);
            assertThat(failure.getMessage())
                    .contains("no recipient taken")
                    .contains("550 no")
                    .contains("553 never");
            assertThat(failure.again()).isEmpty();
            assertThat(relay.heard()).doesNotContain("DATA").endsWith("QUIT\n");
        }
    }

    @Test
    void aRefusalNamesRelayPhaseAndReply() throws Exception {
        try (ScriptedRelay relay =
                new ScriptedRelay(List.of("220 hi", "250 ok", "530 authenticate first", "221 bye"))) {
            MailFailure failure = failure(relay);
            assertThat(failure)
                    .hasMessage("mail relay 127.0.0.1:" + relay.port()
                            + ", MAIL FROM vigil@example.org: 530 authenticate first");
            assertThat(failure.again()).isEmpty();
        }
    }

    @Test
    void aFullRelayIsTriedAgainForAll() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(List.of("421 too busy", "221 bye"))) {
            MailFailure failure = failure(relay);
            assertThat(failure.getMessage()).contains(", connecting: 421 too busy");
            assertThat(failure.again()).isEqualTo(TO);
        }
    }

    @Test
    void aMessageThatIsRefusedAtItsEndIsAFailure() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(
                List.of("220 hi", "250 ok", "250 ok", "250 ok", "250 ok", "354 go", "554 spam", "221 bye"))) {
            assertThat(failure(relay).getMessage()).endsWith(", the end of the message: 554 spam");
        }
    }

    @Test
    void aRelayThatHangsUpOrRefusesTheConnectionIsTriedAgain() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(List.of("220 hi", ""))) {
            MailFailure failure = failure(relay);
            assertThat(failure.getMessage()).contains(", HELO lb1.example.org: ");
            assertThat(failure.again()).isEqualTo(TO);
        }
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        MailFailure refused = catchThrowableOfType(MailFailure.class, () -> courier.deliver(mail(free), "text"));
        assertThat(refused.getMessage())
                .contains("connecting: ConnectException: ")
                .contains("refused");
        assertThat(refused.again()).isEqualTo(TO);
    }

    @Test
    void aSilentRelayIsGivenUpAfterItsTimeout() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(List.of(ScriptedRelay.SILENT))) {
            Mail mail = mail(relay.port());
            Mail impatient = new Mail(
                    new Mail.Relay(HOST, relay.port(), "lb1", Duration.ofMillis(200)),
                    mail.from(),
                    mail.to(),
                    mail.subject(),
                    mail.body());
            MailFailure failure = catchThrowableOfType(MailFailure.class, () -> courier.deliver(impatient, "text"));
            assertThat(failure.getMessage()).containsIgnoringCase("timed out");
            assertThat(failure.again()).isEqualTo(TO);
        }
    }

    @Test
    void aRelayThatNeverEndsItsLineCannotFillTheMemory() throws IOException {
        try (ScriptedRelay relay = new ScriptedRelay(List.of(ScriptedRelay.ENDLESS))) {
            assertThat(failure(relay).getMessage()).contains("more than 262144 bytes of replies");
        }
    }
}
