package io.vigil.contrib.radius;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.aaa4j.radius.core.attribute.attributes.MessageAuthenticator;
import org.aaa4j.radius.core.packet.Packet;
import org.aaa4j.radius.core.packet.PacketCodecException;

/** One request and its answer. On the check's event loop only. */
final class RadiusExchange implements ConnectionHandler {
    private final CheckContext context;
    private final Request request;
    private final Expected expected;
    private final boolean signed;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    /** Why the last datagram was discarded; empty when none was. */
    private String discarded = "";

    private long answerDue;

    private RadiusExchange(CheckContext context, Request request, Expected expected, boolean signed) {
        this.context = context;
        this.request = request;
        this.expected = expected;
        this.signed = signed;
    }

    /** Sends the request to the context's target. */
    static CompletionStage<Verdict> run(CheckContext context, Request request, Expected expected, boolean signed) {
        RadiusExchange exchange = new RadiusExchange(context, request, expected, signed);
        context.datagrams(context.target(), exchange);
        return exchange.verdict;
    }

    @Override
    public void connected(Connection connection) {
        answerDue = System.nanoTime() + context.stepTimeout().toNanos();
        connection.expectWithin(context.stepTimeout());
        connection.send(ByteBuffer.wrap(request.bytes()));
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        byte[] datagram = new byte[bytes.remaining()];
        bytes.get(datagram);
        try {
            Optional<Packet> answer = request.answer(datagram);
            if (answer.isPresent()) {
                connection.close();
                verdict.complete(on(answer.get()));
                return;
            }
            discarded = "an answer to another request";
        } catch (PacketCodecException e) {
            discarded = e.getMessage() + "; is the secret the same?";
        }
        // Silently discarded, as if it had not come (RFC 2865 section 3)
        Duration left = Duration.ofNanos(answerDue - System.nanoTime());
        connection.expectWithin(left.isNegative() ? Duration.ofMillis(1) : left);
    }

    private Verdict on(Packet answer) {
        String name = Expected.name(answer);
        if (!expected.isMetBy(answer)) {
            return Verdict.down(Verdict.Phase.RESPONSE, name);
        }
        if (signed && answer.getAttribute(MessageAuthenticator.class).isEmpty()) {
            return Verdict.down(Verdict.Phase.RESPONSE, name + " without Message-Authenticator");
        }
        return Verdict.up(Verdict.Phase.RESPONSE, name);
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        boolean late = cause instanceof SocketTimeoutException && !discarded.isEmpty();
        verdict.complete(Verdict.down(
                late ? Verdict.Phase.RESPONSE : phase, late ? discarded : String.valueOf(cause.getMessage())));
    }
}
