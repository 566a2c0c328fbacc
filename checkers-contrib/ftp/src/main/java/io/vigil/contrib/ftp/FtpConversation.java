package io.vigil.contrib.ftp;

import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;

/** One conversation: greeting, AUTH TLS, USER and PASS, CWD, SIZE, QUIT, as far as they are asked for. */
record FtpConversation(
        String encryption,
        Optional<String> login,
        Optional<Secret> password,
        Optional<String> directory,
        Optional<String> file)
        implements BlockingDialogue.Client {
    /** What anonymous logins give for a password, RFC 1635. */
    private static final String GUEST = "guest";

    @Override
    public Verdict ask(BlockingDialogue dialogue) throws IOException {
        String secret = password.map(dialogue::read).orElse(GUEST);
        FTPClient client = client(dialogue);
        client.setSocketFactory(dialogue.sockets());
        client.setConnectTimeout(dialogue.stepMillis());
        client.setDefaultTimeout(dialogue.stepMillis());
        try {
            client.connect(dialogue.target().getAddress(), dialogue.target().getPort());
            if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
                return dialogue.down("'" + client.getReplyString().strip() + "' instead of 220");
            }
            return converse(dialogue, client, secret);
        } finally {
            client.disconnect();
        }
    }

    private Verdict converse(BlockingDialogue dialogue, FTPClient client, String secret) throws IOException {
        if (login.isPresent()) {
            dialogue.step(Verdict.Phase.RESPONSE, "login");
            if (!client.login(login.get(), secret)) {
                return dialogue.down(client.getReplyString());
            }
        }
        if (directory.isPresent()) {
            dialogue.step(Verdict.Phase.BODY, "directory " + directory.get());
            if (!client.changeWorkingDirectory(directory.get())) {
                return dialogue.down(client.getReplyString());
            }
        }
        if (file.isPresent()) {
            dialogue.step(Verdict.Phase.BODY, "file " + file.get());
            // SIZE counts what would be sent, and some servers do not count for ASCII (RFC 3659, section 4)
            if (!client.setFileType(FTP.BINARY_FILE_TYPE) || client.getSize(file.get()) == null) {
                return dialogue.down(client.getReplyString());
            }
        }
        dialogue.step(Verdict.Phase.RESPONSE, "QUIT");
        return client.logout() ? dialogue.up("greeting to QUIT") : dialogue.down(client.getReplyString());
    }

    private FTPClient client(BlockingDialogue dialogue) {
        return switch (encryption) {
            case "starttls" -> new SecureClient(dialogue, false);
            case "tls" -> new SecureClient(dialogue, true);
            default -> new PlainClient(dialogue);
        };
    }

    /** Says when the greeting is waited for. */
    private static final class PlainClient extends FTPClient {
        private final BlockingDialogue dialogue;

        PlainClient(BlockingDialogue dialogue) {
            this.dialogue = dialogue;
        }

        @Override
        protected void _connectAction_() throws IOException {
            dialogue.step(Verdict.Phase.RESPONSE, "greeting");
            super._connectAction_();
        }
    }

    /** Greeting, AUTH TLS and handshake are one step of the library's. */
    private static final class SecureClient extends FTPSClient {
        private final BlockingDialogue dialogue;

        SecureClient(BlockingDialogue dialogue, boolean implicit) {
            super(implicit);
            this.dialogue = dialogue;
            setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        }

        @Override
        protected void _connectAction_() throws IOException {
            dialogue.step(Verdict.Phase.TLS, "greeting and handshake");
            super._connectAction_();
        }
    }
}
