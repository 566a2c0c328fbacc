package io.vigil.checker.http.conversation;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsPeer;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One request and its answer on one connection; what becomes of it is an {@link Outcome}. */
final class HttpExchange implements ConnectionHandler {
    /** A verdict is given this long before the run's deadline, so that a dripping server is down and not a broken check. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private static final String HTTP_2 = "h2";

    /**
     * A request in bytes and what will hold its answer.
     *
     * @param request what is sent first
     * @param answer which has not begun
     */
    record Turn(ByteBuffer request, HttpAnswer answer) {}

    /**
     * An answer that has ended.
     *
     * @param answer what came; it may be broken
     * @param fault why the connection gave nothing, or nothing more; empty when the answer decides
     * @param tls what TLS agreed on
     */
    record Outcome(HttpAnswer answer, Optional<Verdict> fault, Optional<TlsPeer> tls) {}

    private final CheckContext context;
    private final Supplier<Turn> turns;
    private final Optional<TlsSettings> tls;
    private final StatusCodes accepted;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private Turn turn;
    private Optional<Connection> used = Optional.empty();
    private Optional<TlsPeer> peer = Optional.empty();
    private boolean asked;
    private boolean heard;
    /** What {@link CheckContext#remaining} will be when the time for the answer is up. */
    private Duration end = Duration.ZERO;

    /**
     * An exchange that is to be connected.
     *
     * @param turns makes a request and an answer; asked again when a kept connection turns out to be dead
     * @param accepted the codes for which the body matters
     */
    HttpExchange(CheckContext context, Supplier<Turn> turns, Optional<TlsSettings> tls, StatusCodes accepted) {
        this.context = context;
        this.turns = turns;
        this.tls = tls;
        this.accepted = accepted;
        this.turn = turns.get();
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void connected(Connection connection) {
        used = Optional.of(connection);
        if (tls.isPresent() && connection.tls().isEmpty()) {
            connection.startTls(tls.get());
        } else {
            secured(connection);
        }
    }

    @Override
    public void secured(Connection connection) {
        peer = connection.tls();
        if (tls.isPresent()
                && tls.get().applicationProtocols().contains(HTTP_2)
                && !peer.flatMap(TlsPeer::applicationProtocol).equals(Optional.of(HTTP_2))) {
            fault(
                    connection,
                    Verdict.down(Verdict.Phase.TLS, "the server did not choose HTTP/2 (ALPN " + HTTP_2 + ")"));
            return;
        }
        asked = true;
        end = context.remaining().minus(context.stepTimeout());
        connection.send(turn.request());
        awaitMore(connection);
    }

    /** H4: in the clear each read has the step's time, behind TLS the whole answer has it once. */
    private void awaitMore(Connection connection) {
        Duration left = context.remaining().minus(MARGIN);
        Duration step = tls.isPresent() && heard ? context.remaining().minus(end) : context.stepTimeout();
        Duration time = left.compareTo(step) < 0 ? left : step;
        if (time.isNegative() || time.isZero()) {
            fault(connection, Verdict.down(phase(), "the answer had not ended when the time was up" + soFar()));
        } else {
            connection.expectWithin(time);
        }
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        heard = true;
        boolean wasHeader = !turn.answer().headerComplete();
        ByteBuffer reply = turn.answer().take(bytes);
        if (reply.hasRemaining()) {
            connection.send(reply);
        }
        if (wasHeader && turn.answer().headerComplete()) {
            context.entered(Verdict.Phase.BODY);
        }
        if (turn.answer().isComplete()) {
            if (turn.answer().leavesConnectionUsable()) {
                connection.keep();
            } else {
                connection.close();
            }
            settle(Optional.empty());
        } else if (turn.answer().headerComplete() && !isAccepted()) {
            connection.close();
            settle(Optional.empty());
        } else {
            awaitMore(connection);
        }
    }

    private boolean isAccepted() {
        return turn.answer().status().isPresent()
                && accepted.contains(turn.answer().status().getAsInt());
    }

    @Override
    public void closed(Connection connection) {
        if (isDeadSinceLastRun()) {
            startAfresh();
        } else {
            turn.answer().end();
            settle(Optional.empty());
        }
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        boolean timeout = cause instanceof SocketTimeoutException;
        if (!timeout && isDeadSinceLastRun()) {
            startAfresh();
        } else if (tls.isPresent() && turn.answer().headerComplete() && !timeout) {
            // H11: many servers cut TLS off rudely once they have said everything
            turn.answer().end();
            settle(Optional.empty());
        } else {
            settle(Optional.of(Verdict.down(asked ? phase() : phase, cause.getMessage() + (asked ? soFar() : ""))));
        }
    }

    private boolean isDeadSinceLastRun() {
        return used.map(Connection::kept).orElse(false) && !heard;
    }

    /** A server may close an idle connection at any time; that says nothing about its health. */
    private void startAfresh() {
        turn = turns.get();
        used = Optional.empty();
        asked = false;
        context.connect(this);
    }

    private Verdict.Phase phase() {
        return turn.answer().headerComplete() ? Verdict.Phase.BODY : Verdict.Phase.RESPONSE;
    }

    private String soFar() {
        if (turn.answer().headerComplete()) {
            return ", after the header and " + turn.answer().body().bytes() + " bytes of body";
        }
        int bytes = turn.answer().headerBytes();
        return bytes == 0 ? "" : ", after " + bytes + " bytes of header";
    }

    private void fault(Connection connection, Verdict verdict) {
        connection.close();
        settle(Optional.of(verdict));
    }

    private void settle(Optional<Verdict> fault) {
        outcome.complete(new Outcome(turn.answer(), fault, peer));
    }
}
