package io.vigil.contrib.imap;

import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.imap.AuthenticatingIMAPClient;
import org.apache.commons.net.imap.AuthenticatingIMAPClient.AUTH_METHOD;
import org.apache.commons.net.util.TrustManagerUtils;

/**
 * One conversation: greeting, STARTTLS, login, mailbox, LOGOUT, as far as they are asked for. The login goes by AUTHENTICATE PLAIN
 * (RFC 4616), which takes any character in a password.
 */
record ImapConversation(String encryption, Optional<String> login, Optional<Secret> password, Optional<String> mailbox)
        implements BlockingDialogue.Client {
    private static final Pattern OK = Pattern.compile("^(\\*|[A-Z]+) OK( |$)");

    @Override
    public Verdict ask(BlockingDialogue dialogue) throws IOException, GeneralSecurityException {
        String secret = password.map(dialogue::read).orElse("");
        Client client = new Client(dialogue, encryption.equals("tls"));
        try {
            client.connect(dialogue.target().getAddress(), dialogue.target().getPort());
            String greeting = client.getReplyString();
            if (!greeting.startsWith("* OK") && !greeting.startsWith("* PREAUTH")) {
                return dialogue.down("'" + greeting.strip() + "' instead of '* OK'");
            }
            return converse(dialogue, client, secret);
        } finally {
            client.disconnect();
        }
    }

    private Verdict converse(BlockingDialogue dialogue, Client client, String secret)
            throws IOException, GeneralSecurityException {
        if (encryption.equals("starttls")) {
            dialogue.step(Verdict.Phase.TLS, "STARTTLS");
            if (!client.succeeds(client::execTLS)) {
                return dialogue.down(client.getReplyString());
            }
        }
        if (login.isPresent()) {
            dialogue.step(Verdict.Phase.RESPONSE, "login");
            if (!client.succeeds(() -> client.auth(AUTH_METHOD.PLAIN, login.get(), secret))) {
                return dialogue.down(client.getReplyString());
            }
        }
        if (mailbox.isPresent()) {
            dialogue.step(Verdict.Phase.BODY, "mailbox " + mailbox.get());
            if (!client.succeeds(() -> client.examine(mailbox.get()))) {
                return dialogue.down(client.getReplyString());
            }
        }
        dialogue.step(Verdict.Phase.RESPONSE, "LOGOUT");
        return client.succeeds(client::logout)
                ? dialogue.up("greeting to LOGOUT")
                : dialogue.down(client.getReplyString());
    }

    /** One command and whether it succeeded. */
    @FunctionalInterface
    private interface Command {
        boolean send() throws IOException, GeneralSecurityException;
    }

    /** Says when the greeting is waited for. */
    private static final class Client extends AuthenticatingIMAPClient {
        private final BlockingDialogue dialogue;
        private final boolean implicit;

        Client(BlockingDialogue dialogue, boolean implicit) {
            super(implicit);
            this.dialogue = dialogue;
            this.implicit = implicit;
            setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
            setSocketFactory(dialogue.sockets());
            setConnectTimeout(dialogue.stepMillis());
            setDefaultTimeout(dialogue.stepMillis());
        }

        @Override
        protected void _connectAction_() throws IOException {
            if (implicit) {
                dialogue.step(Verdict.Phase.TLS, "handshake and greeting");
            } else {
                dialogue.step(Verdict.Phase.RESPONSE, "greeting");
            }
            try {
                super._connectAction_();
            } catch (MalformedServerReplyException e) {
                rethrowUnlessOk(e);
            }
        }

        /** The library takes a reply of more than some 80 characters for no reply at all; servers list what they can in longer ones. */
        boolean succeeds(Command command) throws IOException, GeneralSecurityException {
            try {
                return command.send();
            } catch (MalformedServerReplyException e) {
                rethrowUnlessOk(e);
                return true;
            }
        }

        private void rethrowUnlessOk(MalformedServerReplyException problem) throws MalformedServerReplyException {
            String[] lines = getReplyStrings();
            if (lines.length == 0 || !OK.matcher(lines[lines.length - 1]).find()) {
                throw problem;
            }
        }
    }
}
