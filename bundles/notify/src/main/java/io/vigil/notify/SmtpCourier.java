package io.vigil.notify;

import io.vigil.api.notify.Mail;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.net.DefaultSocketFactory;
import org.apache.commons.net.smtp.SMTPClient;
import org.apache.commons.net.smtp.SMTPConnectionClosedException;
import org.apache.commons.net.smtp.SMTPReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SMTP dialogue a mail (RFC 5321), with the commands of the reference (E2): HELO, MAIL FROM, RCPT TO for each recipient, DATA,
 * QUIT. A recipient that is refused does not keep the mail from the others.
 */
final class SmtpCourier implements MailCourier {
    private static final Logger log = LoggerFactory.getLogger(SmtpCourier.class);
    private static final int MOST_REPLY_BYTES = 256 * 1024;

    @Override
    public void deliver(Mail mail, String text) throws IOException {
        int timeout = (int)
                Math.min(Integer.MAX_VALUE, Math.max(1, mail.relay().timeout().toMillis()));
        SMTPClient client = new SMTPClient("UTF-8");
        client.setSocketFactory(new BoundedSockets());
        client.setConnectTimeout(timeout);
        client.setDefaultTimeout(timeout);
        Dialogue dialogue = new Dialogue(client, mail);
        try {
            dialogue.run(text);
        } catch (MailFailure e) {
            dialogue.quit();
            throw e;
        } catch (IOException e) {
            // Unreachable, silent, gone in the middle, or its answer was no SMTP: all of that may pass.
            String reply = e instanceof SMTPConnectionClosedException
                    ? dialogue.reply() // it said 421, and why
                    : e.getClass().getSimpleName() + ": " + e.getMessage();
            throw new MailFailure(dialogue.relay, dialogue.phase, reply, mail.to());
        } finally {
            disconnect(client);
        }
    }

    private static void disconnect(SMTPClient client) {
        if (!client.isConnected()) {
            return;
        }
        try {
            client.disconnect();
        } catch (IOException e) {
            log.debug("smtp: closing the connection: {}", e.getMessage());
        }
    }

    /** One conversation; knows the phase it is in, for the message when it fails. */
    private static final class Dialogue {
        private final SMTPClient client;
        private final Mail mail;
        private final String relay;
        private String phase = "connecting";

        Dialogue(SMTPClient client, Mail mail) {
            this.client = client;
            this.mail = mail;
            this.relay = mail.relay().host() + ":" + mail.relay().port();
        }

        void run(String text) throws IOException {
            client.connect(mail.relay().host(), mail.relay().port());
            phase = "greeting";
            expect(SMTPReply.isPositiveCompletion(client.getReplyCode()));
            phase = "HELO " + mail.relay().heloName();
            expect(SMTPReply.isPositiveCompletion(client.helo(mail.relay().heloName())));
            String sender = MailText.address(mail.from());
            phase = "MAIL FROM " + sender;
            expect(client.setSender(sender));
            List<String> refused = new ArrayList<>();
            List<String> again = new ArrayList<>();
            recipients(refused, again);
            phase = "DATA";
            Writer data = client.sendMessageData();
            expect(data != null);
            if (data != null) {
                data.write(text);
                data.close();
            }
            phase = "the end of the message";
            expect(client.completePendingCommand());
            quit();
            if (!refused.isEmpty()) {
                throw new MailFailure(relay, "taken, but not for all", String.join("; ", refused), again);
            }
        }

        private void recipients(List<String> refused, List<String> again) throws IOException {
            for (String recipient : mail.to()) {
                phase = "RCPT TO " + MailText.address(recipient);
                if (!client.addRecipient(MailText.address(recipient))) {
                    refused.add(phase + ": " + reply());
                    if (isTransient()) {
                        again.add(recipient);
                    }
                }
            }
            if (refused.size() == mail.to().size()) {
                throw new MailFailure(relay, "no recipient taken", String.join("; ", refused), again);
            }
        }

        private void expect(boolean asExpected) throws MailFailure {
            if (!asExpected) {
                throw new MailFailure(relay, phase, reply(), isTransient() ? mail.to() : List.of());
            }
        }

        private boolean isTransient() {
            return SMTPReply.isNegativeTransient(client.getReplyCode());
        }

        private String reply() {
            return client.getReplyString().strip().replaceAll("\\p{Cntrl}+", " ");
        }

        /** What comes of it does not matter any more. */
        void quit() {
            try {
                client.logout();
            } catch (IOException e) {
                log.debug("smtp: {} did not answer QUIT: {}", relay, e.getMessage());
            }
        }
    }

    /** Sockets of which only so much can be read: a relay that never ends its line must not fill our memory. */
    private static final class BoundedSockets extends DefaultSocketFactory {
        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public InputStream getInputStream() throws IOException {
                    return new BoundedInput(super.getInputStream());
                }
            };
        }
    }

    private static final class BoundedInput extends FilterInputStream {
        private int left = MOST_REPLY_BYTES;

        BoundedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            spend(1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = super.read(bytes, offset, length);
            spend(got);
            return got;
        }

        private void spend(int got) throws IOException {
            left -= Math.max(0, got);
            if (left < 0) {
                throw new IOException("more than " + MOST_REPLY_BYTES + " bytes of replies");
            }
        }
    }
}
