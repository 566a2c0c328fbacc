package io.vigil.checker.tcp;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connects and closes at once, without a word. */
final class TcpCheck implements Checker {
    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        context.connect(new ConnectionHandler() {
            @Override
            public void connected(Connection connection) {
                connection.close();
                verdict.complete(Verdict.up(Verdict.Phase.CONNECT, "connected"));
            }

            @Override
            public void failed(Verdict.Phase phase, IOException cause) {
                verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
            }
        });
        return verdict;
    }
}
