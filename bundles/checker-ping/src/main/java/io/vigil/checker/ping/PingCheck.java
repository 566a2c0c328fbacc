package io.vigil.checker.ping;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Sends one echo request. */
final class PingCheck implements Checker {
    private static final int BYTES = 128;

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return context.echo(context.target().getAddress(), BYTES, context.stepTimeout())
                .thenApply(PingCheck::answered)
                .exceptionallyCompose(PingCheck::failed);
    }

    private static Verdict answered(Duration roundTrip) {
        return Verdict.up(Phase.CONNECT, String.format(Locale.ROOT, "reply after %.1f ms", roundTrip.toNanos() / 1e6));
    }

    /** What is no {@link IOException} is no answer of the network's: the check broke. */
    private static CompletionStage<Verdict> failed(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof IOException
                ? CompletableFuture.completedFuture(Verdict.down(Phase.CONNECT, String.valueOf(cause.getMessage())))
                : CompletableFuture.failedFuture(cause);
    }
}
