package org.example.greeting;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One run: called on an event loop that many checks share, so it reacts and never waits. */
final class GreetingCheck implements ConnectionHandler {
    private static final int LONGEST_LINE = 1000;

    private final CheckContext context;
    private final String say;
    private final String expected;
    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    /** A line must be whole by then, however it drips. */
    private long lineDue;

    private GreetingCheck(CheckContext context, String say, String expected) {
        this.context = context;
        this.say = say;
        this.expected = expected;
    }

    static CompletionStage<Verdict> run(CheckContext context, String say, String expected) {
        GreetingCheck check = new GreetingCheck(context, say, expected);
        context.connect(check);
        return check.verdict;
    }

    @Override
    public void connected(Connection connection) {
        if (!say.isEmpty()) {
            connection.send(ByteBuffer.wrap(say.getBytes(StandardCharsets.UTF_8)));
        }
        lineDue = System.nanoTime() + context.stepTimeout().toNanos();
        connection.expectWithin(context.stepTimeout());
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        heard.append(StandardCharsets.ISO_8859_1.decode(bytes));
        int end = heard.indexOf("\n");
        if (end < 0 && heard.length() < LONGEST_LINE) {
            connection.expectWithin(Duration.ofNanos(Math.max(1, lineDue - System.nanoTime())));
            return;
        }
        String line = heard.substring(0, end < 0 ? LONGEST_LINE : end).replaceAll("[^ -~]", "");
        String shown = "'" + line.substring(0, Math.min(60, line.length())) + "'";
        verdict.complete(
                line.startsWith(expected)
                        ? Verdict.up(Verdict.Phase.RESPONSE, shown)
                        : Verdict.down(Verdict.Phase.RESPONSE, shown + " instead of '" + expected + "'"));
        connection.close();
    }

    @Override
    public void closed(Connection connection) {
        verdict.complete(Verdict.down(Verdict.Phase.RESPONSE, "closed before a whole line"));
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        verdict.complete(Verdict.down(phase, cause.getMessage()));
    }
}
