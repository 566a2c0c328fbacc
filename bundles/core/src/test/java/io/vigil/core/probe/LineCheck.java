package io.vigil.core.probe;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A well-behaved checker of a small protocol: says PING, is told a line, and gives it as the reason. */
record LineCheck(Optional<TlsSettings> tls) implements Checker {
    static final String QUESTION = "PING\n";

    LineCheck() {
        this(Optional.empty());
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        StringBuilder line = new StringBuilder();
        context.connect(new ConnectionHandler() {
            @Override
            public void connected(Connection connection) {
                tls.ifPresentOrElse(connection::startTls, () -> secured(connection));
            }

            @Override
            public void secured(Connection connection) {
                connection.send(bytes(QUESTION));
                connection.expectWithin(context.stepTimeout());
            }

            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                line.append(StandardCharsets.ISO_8859_1.decode(bytes));
                int end = line.indexOf("\n");
                if (end >= 0) {
                    verdict.complete(Verdict.up(Verdict.Phase.RESPONSE, line.substring(0, end)));
                }
            }

            @Override
            public void closed(Connection connection) {
                verdict.complete(Verdict.down(Verdict.Phase.RESPONSE, "closed"));
            }

            @Override
            public void failed(Verdict.Phase phase, IOException cause) {
                verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
            }
        });
        return verdict;
    }
}
