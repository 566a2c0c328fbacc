package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks for every URL of a block, one after the other, each on its own connection; the first that is not answered as asked decides.
 *
 * <p>The reference asks for one URL in each {@code delay_loop} and remembers where it was and which URL was bad (H9). This check
 * remembers nothing: a run asks for all. What operators rely on stays: the server is up only while all URLs pass, and after a
 * failure all must pass again. Two things differ: a failing URL is found within one {@code delay_loop} instead of as many as there
 * are URLs, and {@code fast_recovery} is what always happens.
 */
public final class HttpCheck implements Checker {
    private final HttpOptions.Questions questions;
    private final Clock clock;

    /**
     * A check that asks these questions.
     *
     * @param clock which certificates expire by
     */
    public HttpCheck(HttpOptions.Questions questions, Clock clock) {
        this.questions = questions;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return ask(context, 0, Optional.empty());
    }

    private CompletionStage<Verdict> ask(CheckContext context, int index, Optional<String> warning) {
        Url url = questions.urls().get(index);
        boolean last = index + 1 == questions.urls().size();
        return ask(context, url).thenCompose(verdict -> {
            Optional<String> first = warning.or(verdict::warning);
            if (verdict.up() && !last) {
                return ask(context, index + 1, first);
            }
            Verdict named = questions.urls().size() == 1 ? verdict : named(verdict, url);
            return CompletableFuture.completedFuture(
                    first.filter(w -> named.up()).map(named::warning).orElse(named));
        });
    }

    private static Verdict named(Verdict verdict, Url url) {
        return verdict.up()
                ? Verdict.up(verdict.phase(), "every URL passed, the last with " + verdict.reason())
                : Verdict.down(verdict.phase(), url.request().path() + ": " + verdict.reason());
    }

    private CompletionStage<Verdict> ask(CheckContext context, Url url) {
        Optional<String> host = url.request().host().or(questions::host).or(context::virtualHost);
        Optional<TlsSettings> tls = questions
                .tls()
                .map(terms -> terms.settings(host, url.closeNotify(), questions.protocol() == HttpProtocol.HTTP_2));
        HttpExchange exchange = new HttpExchange(
                context,
                () -> turn(url, host, context.target()),
                tls,
                url.answer().codes());
        context.connect(exchange);
        return exchange.outcome().thenCompose(outcome -> {
            if (outcome.fault().isPresent()) {
                return CompletableFuture.completedFuture(outcome.fault().get());
            }
            return new HttpJudge(context, url.answer())
                    .judge(outcome.answer())
                    .thenApply(verdict -> questions
                            .tls()
                            .map(terms -> terms.withCertificate(verdict, outcome.tls(), clock.instant()))
                            .orElse(verdict));
        });
    }

    private HttpExchange.Turn turn(Url url, Optional<String> host, InetSocketAddress target) {
        HttpRequest request = new HttpRequest(url.request(), host.orElseGet(() -> HttpRequest.addressOf(target)));
        boolean hold = url.answer().pattern().isPresent();
        if (questions.protocol() == HttpProtocol.HTTP_2) {
            Http2Answer answer = new Http2Answer(hold);
            String scheme = questions.tls().isPresent() ? "https" : "http";
            return new HttpExchange.Turn(
                    answer.request(request.inHttp2(scheme), url.request().body()), answer);
        }
        return new HttpExchange.Turn(
                request.inHttp1(questions.protocol(), questions.keepAlive()),
                new Http1Answer(url.request().method(), questions.keepAlive(), hold));
    }
}
