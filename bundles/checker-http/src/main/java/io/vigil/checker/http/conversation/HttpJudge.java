package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Judges an answer in the order of H8: data received, status, digest, pattern. */
final class HttpJudge {
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final CheckContext context;
    private final Url.Wanted wanted;

    HttpJudge(CheckContext context, Url.Wanted wanted) {
        this.context = context;
        this.wanted = wanted;
    }

    CompletionStage<Verdict> judge(HttpAnswer answer) {
        return answer.status().isPresent() ? judgeStatus(answer, answer.status().getAsInt()) : done(noAnswer(answer));
    }

    private static Verdict noAnswer(HttpAnswer answer) {
        return Verdict.down(Verdict.Phase.RESPONSE, answer.broken().orElse("no answer"));
    }

    private CompletionStage<Verdict> judgeStatus(HttpAnswer answer, int status) {
        if (!wanted.codes().contains(status)) {
            return done(Verdict.down(
                    Verdict.Phase.RESPONSE,
                    "status " + status + ", expected " + wanted.codes().text()));
        }
        if (answer.broken().isPresent()) {
            return done(Verdict.down(Verdict.Phase.BODY, answer.broken().get()));
        }
        return judgeBody(answer, "status " + status)
                .thenApply(verdict -> answer.warning()
                        .filter(w -> verdict.up())
                        .map(verdict::warning)
                        .orElse(verdict));
    }

    private CompletionStage<Verdict> judgeBody(HttpAnswer answer, String passed) {
        Optional<String> expected = wanted.digest();
        if (expected.isPresent()) {
            String digest = answer.body().digest();
            if (!digest.equals(expected.get())) {
                return done(Verdict.down(
                        Verdict.Phase.BODY,
                        "digest " + digest + " of " + answer.body().bytes() + " bytes, expected " + expected.get()));
            }
        }
        if (wanted.pattern().isPresent()) {
            return matchPattern(answer, wanted.pattern().get(), passed);
        }
        return done(
                expected.isPresent()
                        ? Verdict.up(Verdict.Phase.BODY, passed + " and the digest")
                        : Verdict.up(Verdict.Phase.RESPONSE, passed));
    }

    /** Away from the loop: what a pattern costs depends on what a server sends. */
    private CompletionStage<Verdict> matchPattern(HttpAnswer answer, BodyPattern pattern, String passed) {
        byte[] body = answer.body().held();
        Duration limit = context.remaining().minus(MARGIN);
        return context.blocking(() -> pattern.judge(body, limit))
                .thenApply(fault -> fault.map(text -> Verdict.down(Verdict.Phase.BODY, text))
                        .orElseGet(() -> Verdict.up(Verdict.Phase.BODY, passed + " and the pattern")));
    }

    private static CompletionStage<Verdict> done(Verdict verdict) {
        return CompletableFuture.completedFuture(verdict);
    }
}
