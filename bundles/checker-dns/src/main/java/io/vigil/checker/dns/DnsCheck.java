package io.vigil.checker.dns;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends one query and waits for its answer; what is not its answer is passed over. */
final class DnsCheck implements Checker {
    /** An answer that somebody else can guess would keep a dead server up. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int NUMBERS = 1 << 16;

    private final Question question;

    DnsCheck(Question question) {
        this.question = question;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        Exchange exchange = new Exchange(context.stepTimeout(), RANDOM.nextInt(NUMBERS));
        context.datagrams(context.target(), exchange);
        return exchange.verdict;
    }

    private final class Exchange implements ConnectionHandler {
        private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        private final Duration time;
        private final int id;
        private long due;
        private int passedOver;

        Exchange(Duration time, int id) {
            this.time = time;
            this.id = id;
        }

        @Override
        public void connected(Connection connection) {
            due = System.nanoTime() + time.toNanos();
            connection.expectWithin(time);
            connection.send(question.query(id));
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            Answer.read(bytes, id)
                    .ifPresentOrElse(answer -> answered(connection, answer), () -> waitForAnother(connection));
        }

        private void answered(Connection connection, Answer answer) {
            connection.close();
            String reason = question + " query: " + answer;
            verdict.complete(answer.good() ? Verdict.up(Phase.RESPONSE, reason) : Verdict.down(Phase.RESPONSE, reason));
        }

        private void waitForAnother(Connection connection) {
            passedOver++;
            long left = due - System.nanoTime();
            if (left > 0) {
                connection.expectWithin(Duration.ofNanos(left));
            } else {
                connection.close();
                down(Phase.RESPONSE, "no answer within " + time.toMillis() + " ms");
            }
        }

        @Override
        public void failed(Phase phase, IOException cause) {
            down(phase, String.valueOf(cause.getMessage()));
        }

        private void down(Phase phase, String reason) {
            String others = passedOver == 0 ? "" : "; datagrams that were no answer to it: " + passedOver;
            verdict.complete(Verdict.down(phase, question + " query: " + reason + others));
        }
    }
}
