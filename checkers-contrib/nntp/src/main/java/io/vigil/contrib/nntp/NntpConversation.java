package io.vigil.contrib.nntp;

import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.net.nntp.NNTPClient;
import org.apache.commons.net.nntp.NNTPReply;
import org.apache.commons.net.nntp.NewsgroupInfo;

/** One conversation: greeting, AUTHINFO, GROUP, QUIT, as far as they are asked for. */
record NntpConversation(
        Optional<String> login, Optional<Secret> password, Optional<String> group, long minArticles, boolean posting)
        implements BlockingDialogue.Client {
    @Override
    public Verdict ask(BlockingDialogue dialogue) throws IOException {
        String secret = password.map(dialogue::read).orElse("");
        Client client = new Client(dialogue);
        try {
            client.connect(dialogue.target().getAddress(), dialogue.target().getPort());
            if (!NNTPReply.isPositiveCompletion(client.getReplyCode())) {
                return dialogue.down("'" + client.getReplyString().strip() + "' instead of 200 or 201");
            }
            if (posting && !client.isAllowedToPost()) {
                return dialogue.down("'" + client.getReplyString().strip() + "': no posting");
            }
            return converse(dialogue, client, secret);
        } finally {
            client.disconnect();
        }
    }

    private Verdict converse(BlockingDialogue dialogue, Client client, String secret) throws IOException {
        if (login.isPresent()) {
            dialogue.step(Verdict.Phase.RESPONSE, "login");
            if (!client.authenticate(login.get(), secret)) {
                return dialogue.down(client.getReplyString());
            }
        }
        if (group.isPresent()) {
            dialogue.step(Verdict.Phase.BODY, "group " + group.get());
            NewsgroupInfo info = new NewsgroupInfo();
            if (!client.selectNewsgroup(group.get(), info)) {
                return dialogue.down(client.getReplyString());
            }
            if (info.getArticleCountLong() < minArticles) {
                return dialogue.down(info.getArticleCountLong() + " articles, fewer than " + minArticles);
            }
        }
        dialogue.step(Verdict.Phase.RESPONSE, "QUIT");
        return client.logout() ? dialogue.up("greeting to QUIT") : dialogue.down(client.getReplyString());
    }

    /** Says when the greeting is waited for. */
    private static final class Client extends NNTPClient {
        private final BlockingDialogue dialogue;

        Client(BlockingDialogue dialogue) {
            this.dialogue = dialogue;
            setSocketFactory(dialogue.sockets());
            setConnectTimeout(dialogue.stepMillis());
            setDefaultTimeout(dialogue.stepMillis());
        }

        @Override
        protected void _connectAction_() throws IOException {
            dialogue.step(Verdict.Phase.RESPONSE, "greeting");
            super._connectAction_();
        }
    }
}
