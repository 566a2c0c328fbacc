package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Asks for every URL of a block, one after the other, each on its own connection; the first that is not answered as asked decides.
 *
 * <p>The reference asks for one URL in each {@code delay_loop} and remembers where it was and which URL was bad (H9). This check
 * remembers nothing: a run asks for all. What operators rely on stays: the server is up only while all URLs pass, and after a
 * failure all must pass again. Two things differ: a failing URL is found within one {@code delay_loop} instead of as many as there
 * are URLs, and {@code fast_recovery} is what always happens.
 */
public final class HttpCheck implements Checker {
    /** A name by RFC 1123, without which nothing is sent: neither an address nor a port is a server name (RFC 6066, 3). */
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?");

    private final HttpOptions.Questions questions;
    private final boolean tls;

    /** A check that asks these questions, behind TLS or in the clear. */
    public HttpCheck(HttpOptions.Questions questions, boolean tls) {
        this.questions = questions;
        this.tls = tls;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return ask(context, 0);
    }

    private CompletionStage<Verdict> ask(CheckContext context, int index) {
        Url url = questions.urls().get(index);
        String host = HttpRequest.host(url.host(), questions.host(), context.virtualHost(), context.target());
        HttpExchange exchange = new HttpExchange(
                context, url, HttpRequest.bytes(questions.protocol(), url.path(), host), tls(context, url));
        context.connect(exchange);
        return exchange.verdict().thenCompose(verdict -> {
            if (verdict.up() && index + 1 < questions.urls().size()) {
                return ask(context, index + 1);
            }
            return CompletableFuture.completedFuture(questions.urls().size() == 1 ? verdict : named(verdict, url));
        });
    }

    private static Verdict named(Verdict verdict, Url url) {
        return verdict.up()
                ? Verdict.up(verdict.phase(), "every URL passed, the last with " + verdict.reason())
                : Verdict.down(verdict.phase(), url.path() + ": " + verdict.reason());
    }

    /** H11, but a server's own virtualhost counts as well. */
    private Optional<TlsSettings> tls(CheckContext context, Url url) {
        if (!tls) {
            return Optional.empty();
        }
        Optional<String> name = !questions.sni()
                ? Optional.empty()
                : questions.sniName().or(url::host).or(questions::host).or(context::virtualHost);
        return Optional.of(new TlsSettings(
                name.map(n -> n.replaceFirst(":\\d+$", ""))
                        .filter(n -> NAME.matcher(n).matches()),
                false,
                url.closeNotify(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }
}
