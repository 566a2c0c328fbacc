package io.vigil.contrib.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;

/** Binds, and searches where asked to; one connection a run. */
final class LdapChecker implements Checker {
    private static final int LARGEST_MESSAGE = 1024 * 1024;

    private final String bindDn;
    private final Optional<Secret> password;
    private final Optional<Search> search;
    private final Tls tls;

    LdapChecker(String bindDn, Optional<Secret> password, Optional<Search> search, Tls tls) {
        this.bindDn = bindDn;
        this.password = password;
        this.search = search;
        this.tls = tls;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return BlockingDialogue.run(context, dialogue -> connect(context, dialogue));
    }

    private Verdict connect(CheckContext context, BlockingDialogue dialogue)
            throws IOException, GeneralSecurityException {
        InetSocketAddress server = context.target();
        String secret = password.map(dialogue::read).orElse("");
        int step = Math.toIntExact(context.stepTimeout().toMillis());
        try (Socket plain = dialogue.sockets().createSocket(server.getAddress(), server.getPort())) {
            plain.setSoTimeout(step);
            Socket socket = plain;
            if (tls == Tls.LDAPS) {
                dialogue.step(Verdict.Phase.TLS, "handshake");
                socket = trustingAll().getSocketFactory().createSocket(plain, host(server), server.getPort(), true);
            }
            try (LDAPConnection connection =
                    new LDAPConnection(new LentSocket(socket), options(step), host(server), server.getPort())) {
                return converse(connection, dialogue, secret);
            }
        } catch (LDAPException e) {
            throw new IOException(words(e), e);
        }
    }

    private Verdict converse(LDAPConnection connection, BlockingDialogue dialogue, String secret)
            throws LDAPException, IOException, GeneralSecurityException {
        if (tls == Tls.STARTTLS) {
            dialogue.step(Verdict.Phase.TLS, "StartTLS");
            ResultCode result = connection
                    .processExtendedOperation(new StartTLSExtendedRequest(trustingAll()))
                    .getResultCode();
            if (!result.equals(ResultCode.SUCCESS)) {
                return dialogue.down(result.getName());
            }
        }
        dialogue.step(Verdict.Phase.REQUEST, "bind");
        connection.bind(new SimpleBindRequest(bindDn, secret));
        String bound = bindDn.isEmpty() ? "bound anonymously" : "bound as " + bindDn;
        if (search.isEmpty()) {
            return dialogue.up(bound);
        }
        dialogue.step(Verdict.Phase.BODY, "search");
        int found = search.get().count(connection);
        int least = search.get().least();
        String entries = found + (found == 1 ? " entry" : " entries");
        return found < least
                ? dialogue.down(entries + ", at least " + least + " asked for")
                : dialogue.up(bound + ", found " + entries);
    }

    private static LDAPConnectionOptions options(int stepMillis) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true); // without a thread that reads
        options.setConnectTimeoutMillis(stepMillis);
        options.setResponseTimeoutMillis(stepMillis);
        options.setMaxMessageSize(LARGEST_MESSAGE);
        options.setFollowReferrals(false);
        return options;
    }

    private static SSLContext trustingAll() throws GeneralSecurityException {
        return new SSLUtil(new TrustAllTrustManager()).createSSLContext();
    }

    private static String host(InetSocketAddress server) {
        return server.getAddress().getHostAddress();
    }

    /** The result's name and the server's own words, without the SDK's essay around them. */
    private static String words(LDAPException error) {
        String detail = error.getDiagnosticMessage();
        if (detail == null && error.getResultCode().isClientSideResultCode()) {
            detail = error.getMessage();
        }
        return error.getResultCode().getName() + (detail == null || detail.isBlank() ? "" : ": " + detail);
    }
}
