package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One request and its answer, judged in the order of H8: data received, status, digest, pattern. */
final class HttpExchange implements ConnectionHandler {
    /** A verdict is given this long before the run's deadline, so that a dripping server is down and not a broken check. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final CheckContext context;
    private final Url url;
    private final ByteBuffer request;
    private final Optional<TlsSettings> tls;
    private final HttpAnswer answer;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    HttpExchange(CheckContext context, Url url, ByteBuffer request, Optional<TlsSettings> tls) {
        this.context = context;
        this.url = url;
        this.request = request;
        this.tls = tls;
        this.answer = new HttpAnswer(url.pattern().isPresent());
    }

    CompletableFuture<Verdict> verdict() {
        return verdict;
    }

    @Override
    public void connected(Connection connection) {
        tls.ifPresentOrElse(connection::startTls, () -> secured(connection));
    }

    @Override
    public void secured(Connection connection) {
        connection.send(request);
        wait(connection);
    }

    /** H4: each read has the step's time, as long as the run has any. */
    private void wait(Connection connection) {
        Duration left = context.remaining().minus(MARGIN);
        if (left.isNegative() || left.isZero()) {
            settle(connection, Verdict.down(phase(), "the answer had not ended when the time was up" + soFar()));
        } else {
            connection.expectWithin(left.compareTo(context.stepTimeout()) < 0 ? left : context.stepTimeout());
        }
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        answer.take(bytes);
        if (answer.isComplete() || (answer.headerComplete() && !isAccepted())) {
            connection.close();
            judge();
        } else {
            wait(connection);
        }
    }

    @Override
    public void closed(Connection connection) {
        judge();
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        boolean asked = phase.compareTo(Verdict.Phase.TLS) > 0;
        if (tls.isPresent() && answer.headerComplete() && !(cause instanceof SocketTimeoutException)) {
            // H11: many servers cut TLS off rudely once they have said everything
            judge();
        } else {
            verdict.complete(Verdict.down(asked ? phase() : phase, cause.getMessage() + (asked ? soFar() : "")));
        }
    }

    private Verdict.Phase phase() {
        return answer.headerComplete() ? Verdict.Phase.BODY : Verdict.Phase.RESPONSE;
    }

    private String soFar() {
        if (answer.headerComplete()) {
            return ", after the header and " + answer.bodyBytes() + " bytes of body";
        }
        return answer.headerBytes() == 0 ? "" : ", after " + answer.headerBytes() + " bytes of header";
    }

    private boolean isAccepted() {
        return answer.status().isPresent()
                && url.codes().contains(answer.status().getAsInt());
    }

    private void settle(Connection connection, Verdict found) {
        connection.close();
        verdict.complete(found);
    }

    private void judge() {
        if (!answer.headerComplete()) {
            verdict.complete(Verdict.down(Verdict.Phase.RESPONSE, noData()));
        } else if (answer.status().isEmpty()) {
            verdict.complete(
                    Verdict.down(Verdict.Phase.RESPONSE, "not an HTTP answer: \"" + answer.firstLine() + "\""));
        } else if (!isAccepted()) {
            verdict.complete(Verdict.down(
                    Verdict.Phase.RESPONSE,
                    "status " + answer.status().getAsInt() + ", expected "
                            + url.codes().text()));
        } else {
            judgeBody("status " + answer.status().getAsInt());
        }
    }

    private String noData() {
        if (answer.headerTooLong()) {
            return "the header does not end within " + HttpAnswer.LONGEST_HEADER + " bytes";
        }
        return answer.headerBytes() == 0
                ? "closed without an answer"
                : "closed in the middle of the header, after " + answer.headerBytes() + " bytes";
    }

    private void judgeBody(String passed) {
        if (url.digest().isPresent()) {
            String digest = answer.digest();
            if (!digest.equals(url.digest().get())) {
                verdict.complete(Verdict.down(
                        Verdict.Phase.BODY,
                        "digest " + digest + " of " + answer.bodyBytes() + " bytes, expected "
                                + url.digest().get()));
                return;
            }
        }
        if (url.pattern().isEmpty()) {
            verdict.complete(Verdict.up(
                    url.digest().isPresent() ? Verdict.Phase.BODY : Verdict.Phase.RESPONSE,
                    passed + (url.digest().isPresent() ? " and the digest" : "")));
            return;
        }
        matchPattern(url.pattern().get(), passed);
    }

    /** Away from the loop: what a pattern costs depends on what a server sends. */
    private void matchPattern(BodyPattern pattern, String passed) {
        byte[] body = answer.body();
        Duration limit = context.remaining().minus(MARGIN);
        context.blocking(() -> pattern.judge(body, limit)).whenComplete((fault, error) -> {
            if (error != null) {
                verdict.completeExceptionally(error);
            } else {
                verdict.complete(fault.map(text -> Verdict.down(Verdict.Phase.BODY, text))
                        .orElseGet(() -> Verdict.up(Verdict.Phase.BODY, passed + " and the pattern")));
            }
        });
    }
}
