package io.vigil.checker.udp;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import io.vigil.api.checker.Verdict.Phase;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends one datagram and judges what comes back, or that nothing does. */
final class UdpCheck implements Checker {
    private final byte[] payload;
    private final Optional<Expected> expected;

    /** With an expectation an answer is needed; without one silence is as good as any answer. */
    UdpCheck(byte[] payload, Optional<Expected> expected) {
        this.payload = payload;
        this.expected = expected;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        Exchange exchange = new Exchange(context.stepTimeout());
        context.datagrams(context.target(), exchange);
        return exchange.verdict;
    }

    private final class Exchange implements ConnectionHandler {
        private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        private final Duration time;

        Exchange(Duration time) {
            this.time = time;
        }

        @Override
        public void connected(Connection connection) {
            connection.expectWithin(time);
            connection.send(ByteBuffer.wrap(payload));
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            connection.close();
            verdict.complete(expected.flatMap(hoped -> hoped.complaint(bytes))
                    .map(complaint -> Verdict.down(Phase.RESPONSE, complaint))
                    .orElseGet(() -> Verdict.up(Phase.RESPONSE, "an answer of " + bytes.remaining() + " bytes")));
        }

        @Override
        public void failed(Phase phase, IOException cause) {
            boolean silent = cause instanceof SocketTimeoutException;
            verdict.complete(
                    silent && expected.isEmpty()
                            ? Verdict.up(Phase.REQUEST, "no error within " + time.toMillis() + " ms")
                            : Verdict.down(phase, String.valueOf(cause.getMessage())));
        }
    }
}
