package io.vigil.contrib.redis;

import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.handler.codec.redis.SimpleStringRedisMessage;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One run: each command is sent when the one before was answered well. On the check's event loop only. */
final class RedisConversation implements ConnectionHandler {
    private static final int SHOWN = 100;

    private final CheckContext context;
    private final Iterator<Command> commands;
    private final Expectation expectation;
    private final boolean tls;
    private final Resp resp = new Resp();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private Command asked;
    private long answerDue;

    private RedisConversation(CheckContext context, List<Command> all, Expectation expectation, boolean tls) {
        this.context = context;
        this.commands = all.iterator();
        this.asked = commands.next();
        this.expectation = expectation;
        this.tls = tls;
    }

    /** Connects to the context's target and sends these commands, of which the last but for ROLE is PING. */
    static CompletionStage<Verdict> run(
            CheckContext context, List<Command> commands, Expectation expectation, boolean tls) {
        RedisConversation conversation = new RedisConversation(context, commands, expectation, tls);
        context.connect(conversation);
        return conversation.verdict.whenComplete((verdict, error) -> conversation.resp.close());
    }

    @Override
    public void connected(Connection connection) {
        if (tls) {
            connection.startTls(TlsSettings.trusting(context.virtualHost()));
        } else {
            ask(connection);
        }
    }

    @Override
    public void secured(Connection connection) {
        ask(connection);
    }

    private void ask(Connection connection) {
        connection.send(resp.encode(asked));
        answerDue = System.nanoTime() + context.stepTimeout().toNanos();
        connection.expectWithin(context.stepTimeout());
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        try {
            resp.feed(bytes);
        } catch (IOException e) {
            end(connection, Verdict.down(Verdict.Phase.RESPONSE, asked + ": " + e.getMessage()));
            return;
        }
        for (RedisMessage next = resp.next(); next != null && !verdict.isDone(); next = resp.next()) {
            answered(connection, next);
        }
        if (!verdict.isDone()) {
            // An answer must be whole within the time of a step, however it drips
            Duration left = Duration.ofNanos(answerDue - System.nanoTime());
            connection.expectWithin(left.isNegative() ? Duration.ofMillis(1) : left);
        }
    }

    private void answered(Connection connection, RedisMessage answer) {
        if (answer instanceof ErrorRedisMessage error) {
            end(connection, Verdict.down(Verdict.Phase.RESPONSE, asked + ": " + shown(error.content())));
        } else if (asked.name().equals("ROLE")) {
            end(connection, expectation.on(answer));
        } else if (!(answer instanceof SimpleStringRedisMessage line)) {
            end(connection, Verdict.down(Verdict.Phase.RESPONSE, asked + ": an answer of another kind"));
        } else if (!line.content().equals(asked.name().equals("PING") ? "PONG" : "OK")) {
            end(connection, Verdict.down(Verdict.Phase.RESPONSE, asked + ": '" + shown(line.content()) + "'"));
        } else if (commands.hasNext()) {
            asked = commands.next();
            ask(connection);
        } else {
            end(connection, Verdict.up(Verdict.Phase.RESPONSE, asked + ": " + line.content()));
        }
    }

    private void end(Connection connection, Verdict found) {
        connection.close();
        verdict.complete(found);
    }

    @Override
    public void closed(Connection connection) {
        verdict.complete(Verdict.down(Verdict.Phase.RESPONSE, asked + ": closed by peer before an answer was whole"));
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        boolean before = phase == Verdict.Phase.CONNECT || phase == Verdict.Phase.TLS;
        verdict.complete(Verdict.down(phase, before ? reason : asked + ": " + reason));
    }

    /** A server's words, made fit for one line. */
    static String shown(String text) {
        String plain = text.replaceAll("[^ -~]", "").strip();
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }
}
